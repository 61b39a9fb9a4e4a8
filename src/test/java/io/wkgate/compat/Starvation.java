package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;

import java.time.Duration;

/** Whether a chat message waits while many msg.offline are held. */
final class Starvation {
    private static final int ATTEMPTS = 3;

    private Starvation() {}

    /**
     * Sends messages to the group {@code g1}, each of which makes a msg.offline, and then one more.
     *
     * @param held how long each msg.offline is held
     * @return whether the last message was told only after the first msg.offline was answered
     */
    static boolean found(MarkedMessages messages, Bench bench, int load, Duration held) throws Exception {
        for (int attempt = 0; ; attempt++) {
            int before = bench.webhook().came(OFFLINE).size();
            AtOnce.run(8, load, place -> messages.send("load-" + place, toGroup("u1", "g1")));
            long sent = System.nanoTime();
            String chat = "chat-" + attempt;
            messages.send(chat, toGroup("u1", "g1"));
            Inbox.Came told = bench.webhook().await(NOTIFY, holds(chat));
            long released = bench.webhook().came(OFFLINE).get(before).nanos() + held.toNanos();
            // On a busy machine the sending may take as long as the holding, which says nothing.
            if (attempt == ATTEMPTS || sent < released - held.toNanos() / 2) {
                return told.nanos() > released;
            }
            UpstreamTimes.pause(held);
        }
    }
}
