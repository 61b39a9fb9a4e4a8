package io.wkgate.compat;

import java.util.Map;

/**
 * Something that a user counts on: a row of the matrix.
 *
 * @param id such as {@code delivery.notify-tries}: its group, a dot, its name
 * @param why what it means for a user when it does not work
 * @param outcomes by id, in the order of the data
 */
public record Feature(String id, Text title, Text why, Map<String, Outcome> outcomes) {}
