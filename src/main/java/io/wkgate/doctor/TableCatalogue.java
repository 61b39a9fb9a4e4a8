package io.wkgate.doctor;

import io.wkgate.store.ColumnShape;
import io.wkgate.store.KeyShape;
import io.wkgate.store.TableShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is in the schema, as far as the account may see it. */
final class TableCatalogue {

    private static final String TABLES = "SELECT table_name AS name, engine AS engine, table_collation AS collation"
            + " FROM information_schema.tables WHERE table_schema = DATABASE()";

    private static final String COLUMNS = "SELECT table_name AS of_table, column_name AS name, column_type AS type,"
            + " is_nullable AS nullable, column_default AS fallback, extra AS extra, collation_name AS collation"
            + " FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position";

    private static final String KEYS = "SELECT table_name AS of_table, index_name AS name, non_unique AS many,"
            + " column_name AS part, sub_part AS beginning FROM information_schema.statistics"
            + " WHERE table_schema = DATABASE() ORDER BY table_name, index_name, seq_in_index";

    private TableCatalogue() {}

    /** By their names. */
    static Map<String, TableShape> read(Connection connection) throws SQLException {
        Map<String, List<DatabaseRow>> columns = byTable(DatabaseRow.ask(connection, COLUMNS));
        Map<String, List<DatabaseRow>> keys = byTable(DatabaseRow.ask(connection, KEYS));
        Map<String, TableShape> tables = new TreeMap<>();
        for (DatabaseRow table : DatabaseRow.ask(connection, TABLES)) {
            String name = table.text("name");
            tables.put(
                    name,
                    new TableShape(
                            name,
                            table.text("engine"),
                            table.text("collation"),
                            columns.getOrDefault(name, List.of()).stream()
                                    .map(TableCatalogue::column)
                                    .toList(),
                            keys(keys.getOrDefault(name, List.of())),
                            ""));
        }
        return tables;
    }

    private static Map<String, List<DatabaseRow>> byTable(List<DatabaseRow> rows) {
        return rows.stream().collect(Collectors.groupingBy(row -> row.text("of_table")));
    }

    private static ColumnShape column(DatabaseRow row) {
        String extra = row.text("extra").toLowerCase(Locale.ROOT);
        // MySQL says DEFAULT_GENERATED of a column whose default is an expression; that is not computed.
        boolean computed = extra.replace("default_generated", "").contains("generated");
        return new ColumnShape(
                row.text("name").toLowerCase(Locale.ROOT),
                row.text("type").toLowerCase(Locale.ROOT),
                row.text("nullable").equalsIgnoreCase("YES"),
                computed ? Optional.of("(computed)") : fallback(row),
                extra.contains("auto_increment"),
                row.text("collation"),
                "");
    }

    /** MariaDB shows a text with its quotes, and the word NULL where there is none; MySQL shows neither. */
    private static Optional<String> fallback(DatabaseRow row) {
        return row.optional("fallback")
                .map(value -> value.toLowerCase(Locale.ROOT))
                .filter(value -> !value.equals("null"))
                .map(value ->
                        value.startsWith("'") && value.length() > 1 ? value.substring(1, value.length() - 1) : value);
    }

    private static List<KeyShape> keys(List<DatabaseRow> rows) {
        Map<String, List<DatabaseRow>> byName = rows.stream()
                .collect(Collectors.groupingBy(row -> row.text("name"), TreeMap::new, Collectors.toList()));
        return byName.entrySet().stream()
                .map(key -> new KeyShape(
                        key.getKey().toLowerCase(Locale.ROOT),
                        key.getValue().get(0).text("many").equals("0"),
                        key.getValue().stream().map(TableCatalogue::part).toList()))
                .toList();
    }

    private static String part(DatabaseRow row) {
        String column = row.optional("part").orElse("(expression)").toLowerCase(Locale.ROOT);
        return row.optional("beginning")
                .map(characters -> column + "(" + characters + ")")
                .orElse(column);
    }
}
