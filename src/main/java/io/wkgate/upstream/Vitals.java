package io.wkgate.upstream;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a node has fared since its start.
 *
 * @param startedAt to the second, and by the clock of this machine; nothing where the line does not tell (v3)
 * @param messages how many packets clients sent it since then, which on v1 and v2 are their messages, acknowledgements and
 *     pings; what is sent over its API is not among them. Nothing where the line does not tell (v2.0.4, v3)
 */
public record Vitals(Optional<Instant> startedAt, OptionalLong messages) {}
