package io.wkgate.store;

import java.util.Optional;

/**
 * What a column is made of.
 *
 * @param name in lower case
 * @param type such as {@code bigint unsigned} or {@code varchar(255)}, in lower case, as the database or a script writes it
 * @param fallback what stands in it when an insert does not name it, without quotes; none is not the same as {@code ""}
 * @param collation empty where it holds no text
 * @param behind what a script writes behind the type; empty where it was read from a database
 */
public record ColumnShape(
        String name,
        String type,
        boolean nullable,
        Optional<String> fallback,
        boolean autoIncrement,
        String collation,
        String behind) {}
