package io.wkgate.upstream;

import java.time.Instant;
import java.util.List;

/**
 * Which WuKongIM a node is.
 *
 * @param line {@code 1.2}, {@code 2.x} or {@code 3.x}, or that of a newer version that says so
 * @param version as it is told, or {@code unknown}
 * @param dialect how it is spoken to: that of its line, or the nearest
 * @param evidence what each route answered
 * @param warnings why the dialect may not fit, in sentences
 */
public record UpstreamReport(
        UpstreamNode node,
        String line,
        String version,
        Dialect dialect,
        List<Evidence> evidence,
        List<String> warnings,
        Instant probedAt) {}
