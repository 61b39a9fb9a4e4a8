package io.wkgate.doctor;

import io.wkgate.store.ColumnShape;
import io.wkgate.store.KeyShape;
import io.wkgate.store.TableShape;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A row that is tried in a table and taken back. A counting column gets 0, and not its next number, which would be used up
 * each time.
 */
final class ProbeRow {

    private static final String NAME = "wkgate_doctor";

    private final TableShape table;

    ProbeRow(TableShape table) {
        this.table = table;
    }

    String insert() {
        List<ColumnShape> columns = table.columns().stream()
                .filter(column -> column.autoIncrement()
                        || (!column.nullable() && column.fallback().isEmpty()))
                .toList();
        return "INSERT INTO " + Quoted.name(table.name()) + " ("
                + Quoted.names(columns.stream().map(ColumnShape::name).toList()) + ") VALUES ("
                + columns.stream().map(column -> value(column.type())).collect(Collectors.joining(", ")) + ")";
    }

    /** Where the table has no transactions, nothing is inserted. */
    String insertOfNothing() {
        String name = Quoted.name(table.name());
        return "INSERT INTO " + name + " SELECT * FROM " + name + " WHERE FALSE";
    }

    String select() {
        return "SELECT * FROM " + Quoted.name(table.name()) + where();
    }

    String update() {
        String column = Quoted.name(table.columns().get(0).name());
        return "UPDATE " + Quoted.name(table.name()) + " SET " + column + " = " + column + where();
    }

    String delete() {
        return "DELETE FROM " + Quoted.name(table.name()) + where();
    }

    private String where() {
        List<String> parts = table.key(KeyShape.PRIMARY).map(KeyShape::columns).orElse(List.of()).stream()
                .flatMap(name -> table.column(name).stream())
                .map(column -> Quoted.name(column.name()) + " = " + value(column.type()))
                .toList();
        return " WHERE " + (parts.isEmpty() ? "FALSE" : String.join(" AND ", parts));
    }

    private static String value(String type) {
        ColumnType parsed = ColumnType.of(type);
        return switch (parsed.family()) {
            case INTEGER -> "0";
            case TEXT -> "'" + NAME.substring(0, (int) Math.min(NAME.length(), parsed.capacity())) + "'";
            case FIXED_BYTES -> "X'" + "00".repeat((int) parsed.capacity()) + "'";
            case BYTES -> "''";
            case TIME -> "'2000-01-01 00:00:00'";
            case OTHER -> other(type);
        };
    }

    private static String other(String type) {
        if (type.startsWith("timestamp") || type.startsWith("date")) {
            return "'2000-01-02'";
        }
        return type.startsWith("json") ? "'{}'" : type.contains("char") ? "''" : "1";
    }
}
