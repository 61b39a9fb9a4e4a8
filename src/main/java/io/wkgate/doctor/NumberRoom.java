package io.wkgate.doctor;

import io.wkgate.store.ColumnShape;
import io.wkgate.store.TableShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How large the tables are, and how far the numbers of their rows still reach. */
final class NumberRoom {

    private static final String ID = "database.numbers";

    private static final String TABLES = "SELECT table_name AS name, auto_increment AS next, table_rows AS row_count,"
            + " data_length + index_length AS bytes FROM information_schema.tables WHERE table_schema = DATABASE()";

    private static final double MUCH = 0.7;
    private static final double NEARLY_ALL = 0.98;

    private NumberRoom() {}

    static List<Finding> of(Connection connection, List<TableNeed> needs, Map<String, TableShape> tables)
            throws SQLException {
        Map<String, DatabaseRow> rows = new TreeMap<>();
        DatabaseRow.ask(connection, TABLES).forEach(row -> rows.put(row.text("name"), row));
        List<Finding> findings = new ArrayList<>();
        Finding sizes =
                Finding.good(ID, "The numbers of the rows reach far. The details tell the sizes of the tables.");
        for (TableNeed need : needs) {
            DatabaseRow row = rows.get(need.name());
            TableShape table = tables.get(need.name());
            if (row == null || table == null || !need.isWritten()) {
                continue;
            }
            Optional<Finding> used = used(connection, table, row);
            used.ifPresent(findings::add);
            sizes = sizes.with(need.name(), row.text("bytes") + " bytes, about " + row.text("row_count") + " rows");
        }
        return findings.isEmpty() ? List.of(sizes) : findings;
    }

    private static Optional<Finding> used(Connection connection, TableShape table, DatabaseRow row)
            throws SQLException {
        Optional<ColumnShape> counting =
                table.columns().stream().filter(ColumnShape::autoIncrement).findFirst();
        if (counting.isEmpty() || row.text("next").isEmpty()) {
            return Optional.empty();
        }
        String column = counting.get().name();
        double most = ColumnType.of(counting.get().type()).capacity();
        double next = Double.parseDouble(row.text("next"));
        if (next < most * MUCH) {
            return Optional.empty();
        }
        String newest = DatabaseRow.ask(
                        connection,
                        "SELECT COALESCE(MAX(" + Quoted.name(column) + "), 0) AS newest FROM "
                                + Quoted.name(table.name()))
                .get(0)
                .text("newest");
        boolean wasted = Double.parseDouble(newest) < most * MUCH;
        String what = "The numbers of " + table.name() + "." + column + " ("
                + counting.get().type() + ") are used up to " + row.text("next") + ", " + Math.round(next * 100 / most)
                + " % of what it holds.";
        String why = "When none is left, every new row is refused.";
        Mend mend = wasted
                ? Mend.by("ALTER TABLE " + Quoted.name(table.name()) + " AUTO_INCREMENT = "
                        + (Long.parseLong(newest) + 1))
                : Mend.by("ALTER TABLE " + Quoted.name(table.name()) + " MODIFY COLUMN " + Quoted.name(column)
                        + " BIGINT UNSIGNED NOT NULL AUTO_INCREMENT");
        Finding finding = next < most * NEARLY_ALL ? mend.warning(ID, what, why) : mend.failure(ID, what, why);
        return Optional.of(finding.with("table", table.name()));
    }
}
