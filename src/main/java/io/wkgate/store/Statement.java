package io.wkgate.store;

import io.vertx.sqlclient.Tuple;

/** One statement with the values of its parameters. */
record Statement(String sql, Tuple parameters) {}
