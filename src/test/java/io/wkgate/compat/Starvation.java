package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;

import java.time.Duration;

/** Whether a chat message waits while many msg.offline are held. */
final class Starvation {
    private Starvation() {}

    /**
     * Sends messages to the group {@code g1}, each of which makes a msg.offline, and then one more.
     *
     * @param held how long each msg.offline is held
     * @return whether the last message was told only after the first msg.offline was answered
     */
    static boolean found(MarkedMessages messages, Bench bench, int load, Duration held)
            throws Exception {
        AtOnce.run(8, load, place -> messages.send("load-" + place, toGroup("u1", "g1")));
        messages.send("chat", toGroup("u1", "g1"));
        Inbox.Came told = bench.webhook().await(NOTIFY, holds("chat"));
        Inbox.Came first = bench.webhook().await(OFFLINE, came -> true);
        return told.nanos() > first.nanos() + held.toNanos();
    }
}
