package io.wkgate.doctor;

import io.wkgate.store.ColumnShape;
import io.wkgate.store.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the tables of another server, which wkgate reads together, compare their texts alike. */
final class CollationMix {

    private CollationMix() {}

    /** One finding for each table whose texts differ from those of the first one. */
    static List<Finding> of(List<TableNeed> needs, Map<String, TableShape> tables) {
        List<TableShape> others = needs.stream()
                .filter(need -> !need.own() && need.isWritten())
                .flatMap(need -> Stream.ofNullable(tables.get(need.name())))
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (TableShape table : others) {
            difference(others.get(0), table)
                    .map(column -> finding(others.get(0), table, column))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<ColumnShape> difference(TableShape first, TableShape table) {
        return table.columns().stream()
                .filter(column -> !column.collation().isEmpty())
                .filter(column -> first.column(column.name())
                        .filter(same ->
                                !same.collation().isEmpty() && !same.collation().equals(column.collation()))
                        .isPresent())
                .findFirst();
    }

    private static Finding finding(TableShape first, TableShape table, ColumnShape column) {
        String collation =
                first.column(column.name()).map(ColumnShape::collation).orElse(first.collation());
        return Mend.by("ALTER TABLE " + Quoted.name(table.name()) + " CONVERT TO CHARACTER SET utf8mb4 COLLATE "
                        + collation)
                .failure(
                        "database.collation-mixed",
                        "The column " + table.name() + "." + column.name() + " has the collation " + column.collation()
                                + ", and " + first.name() + "." + column.name() + " has " + collation + ".",
                        "The database refuses to compare them (\"illegal mix of collations\"): no message can be looked"
                                + " up, so none is revoked.")
                .with("table", table.name())
                .with("column", column.name());
    }
}
