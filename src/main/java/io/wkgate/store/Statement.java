package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;

/**
 * One statement with the values of its parameters, made in one room and committed in another, so that what belongs
 * together is one transaction.
 */
public record Statement(String sql, Tuple parameters) {

    /** Runs it in a transaction; tells how many rows it changed. */
    public Future<Integer> run(SqlConnection transaction) {
        return transaction.preparedQuery(sql).execute(parameters).map(SqlResult::rowCount);
    }
}
