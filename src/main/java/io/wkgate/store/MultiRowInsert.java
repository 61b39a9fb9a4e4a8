package io.wkgate.store;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Inserts many rows with few statements. The statements come in a few fixed sizes, round numbers, so that each stays
 * prepared and a full batch of WuKongIM's, 100 inserted, is one statement.
 */
final class MultiRowInsert<T> {

    private static final int LARGEST = 500;

    private final String head;
    private final String row;
    private final String tail;

    /**
     * @param table the table, quoted if it must be
     * @param columns the columns, separated by commas
     * @param key a column of the unique key, which is set to itself where the row is there already
     */
    MultiRowInsert(String table, String columns, String key) {
        this(table, columns, "(" + "?,".repeat(columns.split(",").length - 1) + "?)", key);
    }

    /** @param row what stands for one row, where not all of its values are parameters */
    MultiRowInsert(String table, String columns, String row, String key) {
        head = "INSERT INTO " + table + " (" + columns + ") VALUES ";
        this.row = row;
        // Never INSERT IGNORE: it would turn every error into a warning and cut what does not fit.
        tail = " ON DUPLICATE KEY UPDATE " + key + " = " + key;
    }

    /**
     * @param values appends one row's parameters
     * @param columns how many those are
     */
    List<Statement> statements(List<T> inserted, BiConsumer<T, Tuple> values, int columns) {
        List<Statement> statements = new ArrayList<>();
        int from = 0;
        while (from < inserted.size()) {
            int rows = statementSize(inserted.size() - from);
            Tuple parameters = Tuple.tuple(new ArrayList<>(rows * columns));
            inserted.subList(from, from + rows).forEach(row -> values.accept(row, parameters));
            statements.add(new Statement(sql(rows), parameters));
            from += rows;
        }
        return statements;
    }

    /** The first digit of the number of rows that are left, and zeros. */
    private static int statementSize(int rows) {
        int unit = rows >= 100 ? 100 : rows >= 10 ? 10 : 1;
        return Math.min(LARGEST, rows - rows % unit);
    }

    private String sql(int rows) {
        return head + (row + ",").repeat(rows - 1) + row + tail;
    }
}
