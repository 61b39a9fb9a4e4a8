package io.wkgate.gap;

import java.time.Instant;
import java.util.Optional;

/**
 * A sweep for people.
 *
 * @param state {@code open}, {@code done} or {@code cancelled}
 * @param channels how many it will walk through, as far as is known
 * @param walked how many of them are done
 * @param behind of those the ones that missed something
 * @param unknown of those the ones of which upstream did not tell the newest number
 * @param openGaps gaps it opened that are not closed yet
 * @param repaired messages that its gaps brought back so far
 * @param absent numbers of its gaps that upstream does not have
 * @param unreadable numbers of its gaps that nobody known may read
 */
public record SweepView(
        long id,
        SweepKind kind,
        String reason,
        Optional<Instant> since,
        String state,
        long channels,
        long walked,
        long behind,
        long unknown,
        long openGaps,
        long repaired,
        long absent,
        long unreadable,
        Instant askedAt,
        Optional<Instant> finishedAt) {}
