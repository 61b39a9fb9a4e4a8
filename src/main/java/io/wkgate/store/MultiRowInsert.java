package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Inserts many rows with few statements. The statements come in a few fixed sizes, powers of two, so that each stays
 * prepared.
 */
final class MultiRowInsert {

    private static final int LARGEST = 256;

    private final String head;
    private final String row;
    private final String tail;

    /**
     * @param table the table, quoted if it must be
     * @param columns the columns, separated by commas
     * @param key a column of the unique key, which is set to itself where the row is there already
     */
    MultiRowInsert(String table, String columns, String key) {
        head = "INSERT INTO " + table + " (" + columns + ") VALUES ";
        row = "(" + "?,".repeat(columns.split(",").length - 1) + "?)";
        // Never INSERT IGNORE: it would turn every error into a warning and cut what does not fit.
        tail = " ON DUPLICATE KEY UPDATE " + key + " = " + key;
    }

    /**
     * @param messages the rows
     * @param values appends one row's values
     * @return how many rows were new
     */
    Future<Integer> execute(
            SqlConnection connection, List<Message> messages, BiConsumer<Message, Tuple> values, int columns) {
        Future<Integer> inserted = Future.succeededFuture(0);
        int from = 0;
        while (from < messages.size()) {
            int rows = Math.min(LARGEST, Integer.highestOneBit(messages.size() - from));
            Tuple parameters = Tuple.tuple(new ArrayList<>(rows * columns));
            messages.subList(from, from + rows).forEach(message -> values.accept(message, parameters));
            Future<Integer> statement =
                    connection.preparedQuery(sql(rows)).execute(parameters).map(result -> result.rowCount());
            inserted = inserted.compose(before -> statement.map(count -> before + count));
            from += rows;
        }
        return inserted;
    }

    private String sql(int rows) {
        return head + (row + ",").repeat(rows - 1) + row + tail;
    }
}
