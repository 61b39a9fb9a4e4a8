package io.wkgate.store;

import java.util.List;

/**
 * What a key is made of.
 *
 * @param name in lower case; {@code primary} for the primary key
 * @param columns in lower case and in their order; {@code uid(20)} where only the beginning is in it
 */
public record KeyShape(String name, boolean unique, List<String> columns) {

    /** Of the primary key. */
    public static final String PRIMARY = "primary";

    public KeyShape {
        columns = List.copyOf(columns);
    }
}
