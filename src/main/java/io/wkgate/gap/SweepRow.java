package io.wkgate.gap;

import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.Optional;

/**
 * A sweep as it stands in its table.
 *
 * @param since when the outage began, or from when on is read again
 * @param channels those that were named; nothing for all that are known
 * @param place how far it is; empty before its first page
 * @param expected how many channels there are to walk through, as far as is known; 0 before it has begun
 * @param begunAt when it was first worked on
 */
record SweepRow(
        long id,
        SweepKind kind,
        String reason,
        Optional<Instant> since,
        Optional<JsonArray> channels,
        SweepState state,
        String place,
        long expected,
        long walked,
        long behind,
        long unknown,
        Instant askedAt,
        Optional<Instant> begunAt,
        Optional<Instant> finishedAt) {}
