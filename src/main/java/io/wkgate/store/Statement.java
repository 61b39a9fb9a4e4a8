package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * One statement with the values of its parameters, made in one room and committed in another, so that what belongs
 * together is one transaction.
 */
public record Statement(String sql, Tuple parameters) {

    /** Runs it in a transaction; tells how many rows it changed. */
    public Future<Integer> run(SqlConnection transaction) {
        return transaction.preparedQuery(sql).execute(parameters).map(SqlResult::rowCount);
    }

    /** Runs them one after the other in a transaction. */
    public static Future<Void> all(SqlConnection transaction, List<Statement> statements) {
        Future<Void> all = Future.succeededFuture();
        for (Statement statement : statements) {
            all = all.compose(done -> statement.run(transaction).mapEmpty());
        }
        return all;
    }
}
