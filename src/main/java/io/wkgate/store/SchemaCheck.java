package io.wkgate.store;

import io.wkgate.config.DatabaseSettings.LayoutName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Whether the tables that are there already are those of the layout, told before anything is created beside them. */
final class SchemaCheck {

    /** Only wkgate's own {@code message} has it. */
    private static final String OURS = "message.stored_at";

    private static final String COLUMNS =
            "SELECT LOWER(CONCAT(table_name, '.', column_name)) FROM information_schema.columns"
                    + " WHERE table_schema = DATABASE() AND table_name LIKE 'message%'";

    private SchemaCheck() {}

    /** @throws MigrationException with a sentence that names the setting to change */
    static void requireFit(DataSource source, LayoutName layout) throws SQLException {
        Set<String> columns = columns(source);
        switch (layout) {
            case NATIVE -> requireNoForeignTable(columns);
            case TSDD -> requireTables(columns);
        }
    }

    private static void requireNoForeignTable(Set<String> columns) {
        boolean there = columns.stream().anyMatch(column -> column.startsWith("message."));
        if (there && !columns.contains(OURS)) {
            throw new MigrationException(
                    "the schema has a table `message` that is not wkgate's: set database.layout to tsdd if it is"
                            + " TangSengDaoDaoServer's, or give wkgate a schema of its own in database.url",
                    null);
        }
    }

    private static void requireTables(Set<String> columns) {
        for (String table : TsddLayout.tables()) {
            if (!columns.contains(table + ".client_msg_no") || columns.contains(OURS)) {
                throw new MigrationException(
                        "database.layout is tsdd, but the schema has no table `" + table
                                + "` of TangSengDaoDaoServer: let that start first, or check database.url",
                        null);
            }
        }
    }

    private static Set<String> columns(DataSource source) throws SQLException {
        Set<String> columns = new TreeSet<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return columns;
    }
}
