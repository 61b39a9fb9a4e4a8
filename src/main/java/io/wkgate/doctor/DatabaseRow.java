package io.wkgate.doctor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One row of an answer, as texts.
 *
 * @param values by the name of the column in lower case; what is null is not in it
 */
record DatabaseRow(Map<String, String> values) {

    DatabaseRow {
        values = Map.copyOf(values);
    }

    static List<DatabaseRow> ask(Connection connection, String query, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet answer = statement.executeQuery()) {
                List<DatabaseRow> rows = new ArrayList<>();
                while (answer.next()) {
                    rows.add(read(answer));
                }
                return rows;
            }
        }
    }

    private static DatabaseRow read(ResultSet answer) throws SQLException {
        ResultSetMetaData columns = answer.getMetaData();
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String value = answer.getString(i);
            if (value != null) {
                values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value);
            }
        }
        return new DatabaseRow(values);
    }

    Optional<String> optional(String column) {
        return Optional.ofNullable(values.get(column));
    }

    /** Empty for null. */
    String text(String column) {
        return values.getOrDefault(column, "");
    }
}
