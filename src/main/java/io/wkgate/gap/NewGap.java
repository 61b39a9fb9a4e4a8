package io.wkgate.gap;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A gap that gets a row.
 *
 * @param floor what was sent before is not asked for
 * @param sweep the one that asked
 * @param foundAt where it is not now: when the gap was found of which it is a part
 */
record NewGap(
        ChannelKey channel,
        SeqRun run,
        GapReason reason,
        GapState state,
        Optional<Instant> floor,
        OptionalLong sweep,
        Optional<Instant> foundAt,
        String evidence) {

    /** One that is found now. */
    static NewGap open(ChannelKey channel, SeqRun run, GapReason reason, Optional<Instant> floor) {
        return new NewGap(channel, run, reason, GapState.OPEN, floor, OptionalLong.empty(), Optional.empty(), "");
    }

    NewGap part(SeqRun piece) {
        return new NewGap(channel, piece, reason, state, floor, sweep, foundAt, evidence);
    }

    NewGap of(OptionalLong asking) {
        return new NewGap(channel, run, reason, state, floor, asking, foundAt, evidence);
    }

    /** The same as one that nobody can ask for any more. */
    NewGap absent(String why) {
        return new NewGap(channel, run, reason, GapState.ABSENT, floor, sweep, foundAt, why);
    }
}
