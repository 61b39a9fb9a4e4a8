package io.wkgate.doctor;

import io.wkgate.store.ColumnShape;
import io.wkgate.store.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A table that is there, beside what is needed of it. */
final class TableComparison {

    private static final String ENGINE = "InnoDB";

    private final TableNeed need;
    private final TableShape there;
    private final boolean engineCounts;

    /** @param engineCounts whether the server's engines are MySQL's */
    TableComparison(TableNeed need, TableShape there, boolean engineCounts) {
        this.need = need;
        this.there = there;
        this.engineCounts = engineCounts;
    }

    /** None if all is well. */
    List<Finding> findings() {
        if (isForeign()) {
            return List.of(foreign().with("table", need.name()));
        }
        List<Finding> findings = new ArrayList<>();
        engine().ifPresent(findings::add);
        text().ifPresent(findings::add);
        KeyComparison keys = new KeyComparison(need, there);
        for (ColumnShape column : need.shape().columns()) {
            there.column(column.name())
                    .map(actual -> new ColumnComparison(need, column, actual, there.collation()).finding())
                    .orElseGet(() -> Optional.of(missing(column, keys)))
                    .ifPresent(findings::add);
        }
        there.columns().stream().filter(this::isInTheWay).map(this::extra).forEach(findings::add);
        findings.addAll(keys.findings());
        return findings;
    }

    /** A table of one of wkgate's own names is wkgate's; of {@code message} every chat program has one. */
    private boolean isForeign() {
        long missing = need.shape().columns().stream()
                .filter(column -> there.column(column.name()).isEmpty())
                .count();
        return !need.name().startsWith("wkgate_")
                && missing * 4 > need.shape().columns().size();
    }

    private Finding foreign() {
        String missing = need.shape().columns().stream()
                .map(ColumnShape::name)
                .filter(column -> there.column(column).isEmpty())
                .collect(Collectors.joining(", "));
        return need.own()
                ? Finding.failure(
                        "database.table-foreign",
                        "The table " + need.name() + " is not wkgate's: it lacks " + missing + ".",
                        "wkgate does not start, so that it spoils nobody's table.",
                        "Set database.layout to tsdd if it is TangSengDaoDaoServer's, or give wkgate a schema of its own"
                                + " in database.url.")
                : Finding.failure(
                        "database.table-foreign",
                        "database.layout is tsdd, and the table " + need.name()
                                + " is not TangSengDaoDaoServer's: it lacks " + missing + ".",
                        "wkgate does not start, or cannot store or mark a message.",
                        "Set database.layout to native if the table is wkgate's own, or name TangSengDaoDaoServer's"
                                + " schema in database.url.");
    }

    private Optional<Finding> engine() {
        if (!engineCounts || there.engine().equalsIgnoreCase(ENGINE)) {
            return Optional.empty();
        }
        String name = need.name();
        if (there.engine().isEmpty()) {
            return Optional.of(Finding.failure(
                    "database.engine",
                    name + " is a view, or a table that cannot be opened.",
                    "wkgate needs a table there.",
                    "Look with SHOW CREATE TABLE " + Quoted.name(name) + "."));
        }
        return Optional.of(Mend.by("ALTER TABLE " + Quoted.name(name) + " ENGINE = " + ENGINE)
                .failure(
                        "database.engine",
                        "The engine of " + name + " is " + there.engine() + ", which knows no transactions.",
                        "What is committed together must stand or fall together: after a crash or a refused row half of"
                                + " it would be there."));
    }

    private Optional<Finding> text() {
        String needed = need.shape().collation();
        return new TextRule(need.own())
                .broken(there.collation())
                .map(broken -> Mend.by("ALTER TABLE " + Quoted.name(need.name())
                                + " CONVERT TO CHARACTER SET utf8mb4 COLLATE " + needed)
                        .failure(
                                broken.id(),
                                "The table " + need.name() + " " + broken.what() + " and needs " + needed + ".",
                                broken.why())
                        .with("table", need.name()));
    }

    private Finding missing(ColumnShape column, KeyComparison keys) {
        StringBuilder statement = new StringBuilder(
                "ALTER TABLE " + Quoted.name(need.name()) + " ADD COLUMN " + ColumnComparison.definition(need, column));
        keys.mending(column.name()).forEach(change -> statement.append(", ").append(change));
        return Mend.by(statement.toString())
                .failure(
                        "database.column-missing",
                        "The table " + need.name() + " has no column " + column.name() + ".",
                        "Every statement that names it fails.")
                .with("table", need.name())
                .with("column", column.name());
    }

    /** An insert of wkgate's does not know it, and the database would have nothing to put there. */
    private boolean isInTheWay(ColumnShape column) {
        return need.isWritten()
                && need.shape().column(column.name()).isEmpty()
                && !column.nullable()
                && !column.autoIncrement()
                && column.fallback().isEmpty();
    }

    private Finding extra(ColumnShape column) {
        return Mend.by("ALTER TABLE " + Quoted.name(need.name()) + " MODIFY COLUMN " + Quoted.name(column.name()) + " "
                        + column.type() + " NULL")
                .failure(
                        "database.column-extra",
                        "The table " + need.name() + " has a column " + column.name()
                                + " that wkgate does not know, must not be null and has no default.",
                        "Every row that wkgate inserts is refused.")
                .with("table", need.name())
                .with("column", column.name());
    }
}
