package io.wkgate.gap;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A gap as its row stands.
 *
 * @param run while it is open: what is still missing
 * @param floor what was sent before is not asked for
 * @param dueAt when it is closed: since when
 * @param working whether somebody is repairing it now
 * @param tried whether upstream was ever asked for it
 */
record KnownGap(
        long id,
        ChannelKey channel,
        SeqRun run,
        GapReason reason,
        GapState state,
        Optional<Instant> floor,
        OptionalLong sweep,
        Instant foundAt,
        Instant dueAt,
        boolean working,
        boolean tried,
        String evidence) {

    /** A part of it for a row of its own. */
    NewGap part(SeqRun piece) {
        return new NewGap(channel, piece, reason, state, floor, sweep, Optional.of(foundAt), evidence);
    }
}
