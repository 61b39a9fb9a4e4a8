package io.wkgate.repair;

import io.wkgate.event.ChannelKey;
import java.util.Set;

/** How far a stage is at one moment: what a scene came to is the difference between two of them. */
record Count(long messages, long lost, long repaired, long absent, long unreadable, long deadLetters) {

    /** @param hidden channels of which it is no matter what is unreadable */
    static Count of(Stage stage, Set<ChannelKey> hidden) throws Exception {
        GapRows gaps = stage.gaps();
        return new Count(
                stage.log().size(),
                stage.lost().map(lost -> lost.size()).orElse(0),
                gaps.repaired(),
                gaps.absent(),
                gaps.unreadable(hidden),
                gaps.deadLetters());
    }

    Count minus(Count before) {
        return new Count(
                messages - before.messages,
                lost - before.lost,
                repaired - before.repaired,
                absent - before.absent,
                unreadable - before.unreadable,
                deadLetters - before.deadLetters);
    }

    /** With what a real server does not tell: whatever did not come by the webhook. */
    Count withLost(long other) {
        return new Count(messages, other, repaired, absent, unreadable, deadLetters);
    }
}
