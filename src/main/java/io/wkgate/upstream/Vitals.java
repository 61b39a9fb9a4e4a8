package io.wkgate.upstream;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a node has fared since its start.
 *
 * @param running for how long it has run, to a few seconds; v3 tells only of a start within the last minute, and only with
 *     {@code [top] api_enable}
 * @param messages how many packets clients sent it since then, which on v1 and v2 are their messages, acknowledgements and
 *     pings; what is sent over its API is not among them. Nothing where the line does not tell (v2.0.4, v3)
 */
public record Vitals(Optional<Duration> running, OptionalLong messages) {}
