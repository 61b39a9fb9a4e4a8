package io.wkgate.doctor;

import io.wkgate.store.KeyShape;
import io.wkgate.store.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys that are there, beside those that are needed. */
final class KeyComparison {

    private final TableNeed need;
    private final TableShape there;

    KeyComparison(TableNeed need, TableShape there) {
        this.need = need;
        this.there = there;
    }

    /** A key over a column that is missing comes with that column. */
    List<Finding> findings() {
        return need.shape().keys().stream()
                .filter(key -> !isThere(key))
                .filter(key -> key.columns().stream()
                        .allMatch(column -> there.column(column).isPresent()))
                .map(this::finding)
                .toList();
    }

    /** What makes the keys right that hold a column which is just being added. */
    List<String> mending(String added) {
        List<String> changes = new ArrayList<>();
        need.shape().keys().stream()
                .filter(key -> key.columns().contains(added))
                .filter(key -> key.columns().stream()
                        .allMatch(column ->
                                column.equals(added) || there.column(column).isPresent()))
                .forEach(key -> changes.addAll(changes(key)));
        return changes;
    }

    /** wkgate names its own keys in queries; of another server's table any key will do by which a row is found. */
    private boolean isThere(KeyShape key) {
        if (need.own()) {
            return there.key(key.name())
                    .filter(same -> same.columns().equals(key.columns()) && same.unique() == key.unique())
                    .isPresent();
        }
        return there.keys().stream()
                .anyMatch(other -> key.unique()
                        ? other.unique() && other.columns().equals(key.columns())
                        : begins(other.columns(), key.columns()));
    }

    private static boolean begins(List<String> columns, List<String> with) {
        return columns.size() >= with.size() && columns.subList(0, with.size()).equals(with);
    }

    private Finding finding(KeyShape key) {
        Optional<KeyShape> other = there.key(key.name());
        Mend mend = Mend.by("ALTER TABLE " + Quoted.name(need.name()) + " " + String.join(", ", changes(key)));
        String kind = key.name().equals(KeyShape.PRIMARY)
                ? "primary key"
                : (key.unique() ? "unique key " : "key ") + key.name();
        String what = other.map(
                        found -> "The " + kind + " of " + need.name() + " is " + (found.unique() ? "unique, " : "")
                                + "over " + part(found) + ", and must be "
                                + (key.unique() ? "unique, " : "not unique, ") + "over "
                                + part(key) + ".")
                .orElse("The table " + need.name() + " has no " + kind + " over " + part(key) + ".");
        String id = other.isPresent() ? "database.key-different" : "database.key-missing";
        Finding finding =
                key.unique() || need.own() ? mend.failure(id, what, why(key)) : mend.warning(id, what, why(key));
        return finding.with("table", need.name()).with("key", key.name());
    }

    private String why(KeyShape key) {
        if (key.unique()) {
            return "By it the same thing again is the same row: without it a message or an event stands there twice."
                    + " (The statement is refused while there are such rows.)";
        }
        return need.own()
                ? "Queries that name it fail, and others read the whole table."
                : "Queries read the whole table, slower with each message.";
    }

    private List<String> changes(KeyShape key) {
        List<String> changes = new ArrayList<>();
        boolean primary = key.name().equals(KeyShape.PRIMARY);
        if (there.key(key.name()).isPresent()) {
            changes.add(primary ? "DROP PRIMARY KEY" : "DROP KEY " + Quoted.name(key.name()));
        }
        changes.add((primary
                        ? "ADD PRIMARY KEY"
                        : (key.unique() ? "ADD UNIQUE KEY " : "ADD KEY ") + Quoted.name(key.name()))
                + " (" + Quoted.names(key.columns()) + ")");
        return changes;
    }

    private static String part(KeyShape key) {
        return "(" + String.join(", ", key.columns()) + ")";
    }
}
