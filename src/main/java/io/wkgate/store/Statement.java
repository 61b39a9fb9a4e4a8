package io.wkgate.store;

import io.vertx.sqlclient.Tuple;

/**
 * One statement with the values of its parameters, made in one room and committed in another, so that what belongs
 * together is one transaction.
 */
public record Statement(String sql, Tuple parameters) {}
