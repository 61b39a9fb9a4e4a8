package io.wkgate.doctor;

import io.wkgate.store.ColumnShape;
import java.util.Optional;

/** A column that is there, beside what is needed of it. */
final class ColumnComparison {

    private final TableNeed need;
    private final ColumnShape needed;
    private final ColumnShape there;
    private final String ofTable;

    /** @param ofTable the collation of the table that it is in */
    ColumnComparison(TableNeed need, ColumnShape needed, ColumnShape there, String ofTable) {
        this.need = need;
        this.ofTable = ofTable;
        this.needed = needed;
        this.there = there;
    }

    /** Of several things that are wrong the gravest: its statement mends them all. */
    Optional<Finding> finding() {
        return type().or(this::constraint).or(this::text);
    }

    private Optional<Finding> type() {
        return switch (ColumnType.of(needed.type()).fit(ColumnType.of(there.type()))) {
            case FITS -> Optional.empty();
            case TOO_SHORT ->
                Optional.of(failure(
                        "database.column-too-short",
                        "is " + there.type() + ", and must be at least " + needed.type(),
                        "What does not fit is refused, and becomes a dead letter."));
            case OTHER ->
                Optional.of(failure(
                        "database.column-type",
                        "is " + there.type() + ", and must be " + needed.type(),
                        "What wkgate writes is refused or changed, and what it reads is not what it wrote."));
        };
    }

    private Optional<Finding> constraint() {
        if (needed.nullable() && !there.nullable()) {
            return Optional.of(failure(
                    "database.column-null", "must be allowed to be null", "A row without a value there is refused."));
        }
        if (needed.autoIncrement() && !there.autoIncrement()) {
            return Optional.of(failure(
                    "database.column-default",
                    "does not count by itself (AUTO_INCREMENT)",
                    "Every new row is refused."));
        }
        boolean other = needed.fallback().isPresent()
                && (need.own()
                        ? !needed.fallback().equals(there.fallback())
                        : there.fallback().isEmpty() && !there.nullable());
        if (other) {
            return Optional.of(failure(
                    "database.column-default",
                    "has "
                            + there.fallback()
                                    .map(value -> "the default '" + value + "'")
                                    .orElse("no default") + ", and needs '"
                            + needed.fallback().orElse("") + "'",
                    "A row that leaves it to the database is refused, or says something that is not so."));
        }
        return Optional.empty();
    }

    /** Where the whole table has another collation, one finding says so for all its columns. */
    private Optional<Finding> text() {
        TextRule rule = new TextRule(need.own());
        return needed.collation().isEmpty() || there.collation().equals(ofTable)
                ? Optional.empty()
                : rule.broken(there.collation())
                        .map(broken ->
                                failure(broken.id(), broken.what() + " and needs " + needed.collation(), broken.why()));
    }

    private Finding failure(String id, String what, String why) {
        return Mend.by("ALTER TABLE " + Quoted.name(need.name()) + " MODIFY COLUMN " + definition(need, needed))
                .failure(id, "The column " + need.name() + "." + needed.name() + " " + what + ".", why)
                .with("table", need.name())
                .with("column", needed.name());
    }

    /** As a statement writes it that makes or changes the column. */
    static String definition(TableNeed need, ColumnShape column) {
        String text = column.collation().isEmpty() ? "" : " CHARACTER SET utf8mb4 COLLATE " + column.collation();
        return Quoted.name(column.name()) + " " + column.type() + text + " " + column.behind();
    }
}
