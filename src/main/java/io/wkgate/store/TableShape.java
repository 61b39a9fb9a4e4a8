package io.wkgate.store;

import java.util.List;
import java.util.Optional;

/**
 * What a table is made of. Names are in lower case.
 *
 * @param collation of its texts where a column has none of its own
 * @param columns in their order
 * @param statement what makes it; empty where it was read from a database
 */
public record TableShape(
        String name,
        String engine,
        String collation,
        List<ColumnShape> columns,
        List<KeyShape> keys,
        String statement) {

    public TableShape {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    public Optional<ColumnShape> column(String column) {
        return columns.stream().filter(one -> one.name().equals(column)).findFirst();
    }

    public Optional<KeyShape> key(String key) {
        return keys.stream().filter(one -> one.name().equals(key)).findFirst();
    }
}
