package io.wkgate.testing;

import io.wkgate.store.embedded.ConnectionDetails;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a query costs, on any machine alike. */
public final class RowsRead {

    private RowsRead() {}

    /**
     * How many rows and index entries the database reads for a query, as it counts itself.
     *
     * @param parameters in the order of the question marks
     */
    public static long by(ConnectionDetails database, String sql, Object... parameters) throws SQLException {
        String query = query(sql, parameters);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
            long first = handlerReads(statement);
            long second = handlerReads(statement);
            try (ResultSet result = statement.executeQuery(query)) {
                while (result.next()) {
                    result.getString(1);
                }
            }
            // Asking for the numbers reads something, too.
            return handlerReads(statement) - second - (second - first);
        }
    }

    /** The same with its question marks filled, for EXPLAIN. */
    public static String query(String sql, Object... parameters) {
        String query = sql;
        for (Object parameter : parameters) {
            query = query.replaceFirst("\\?", parameter.toString());
        }
        return query;
    }

    private static long handlerReads(Statement statement) throws SQLException {
        long reads = 0;
        try (ResultSet result = statement.executeQuery("SHOW SESSION STATUS LIKE 'Handler_read%'")) {
            while (result.next()) {
                reads += result.getLong(2);
            }
        }
        return reads;
    }
}
