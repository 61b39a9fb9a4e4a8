package io.wkgate.compat;

import java.time.LocalDate;
import java.util.Map;

/**
 * A WuKongIM that was measured: a column of the matrix.
 *
 * @param name as everywhere in wkgate, such as {@code v2.0.4}
 * @param tag what was built, such as {@code v2.0.4-beta-20240904}
 * @param line {@code 1.2}, {@code 2.x} or {@code 3.x}
 * @param cells by the feature's id
 */
public record MeasuredVersion(String name, String tag, String line, LocalDate released, Map<String, Cell> cells) {}
