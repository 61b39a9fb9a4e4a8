package io.wkgate.gap;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A gap for people.
 *
 * @param run while it is open: what is still missing
 * @param nextAttemptAt while it is open
 * @param closedAt when it became repaired, absent or unreadable
 * @param evidence why the last attempt failed, or the answer by which it is absent or unreadable
 */
public record GapView(
        long id,
        ChannelKey channel,
        SeqRun run,
        GapReason reason,
        GapState state,
        Optional<Instant> floor,
        OptionalLong sweep,
        Instant foundAt,
        Optional<Instant> nextAttemptAt,
        Optional<Instant> closedAt,
        int attempts,
        int pages,
        long repaired,
        String evidence) {}
