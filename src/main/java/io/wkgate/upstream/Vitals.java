package io.wkgate.upstream;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a node has fared since its start.
 *
 * @param startedAt nothing where the line does not tell
 * @param messages how many messages it took in since then; nothing where the line does not tell
 */
public record Vitals(Optional<Instant> startedAt, OptionalLong messages) {}
