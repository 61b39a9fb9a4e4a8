package io.wkgate.compat;

import java.time.LocalDate;

/**
 * A WuKongIM that was released and not measured.
 *
 * @param inherits the name of the measured version whose cells are taken for it
 */
public record Release(String tag, String line, LocalDate released, String inherits) {}
