package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;
import static io.wkgate.compat.Support.*;

import io.wkgate.compat.Inbox.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What {@code kill -9} of WuKongIM costs the webhook, which was answered with nothing before and is answered at once after it. */
final class KilledServer implements Measurement {
    private static final int BEFORE = 5;

    /** One more than are held back on v2.2.5 until newer ones come. */
    private static final int AFTER = 31;

    @Override
    public Iterable<String> features() {
        return List.of("delivery.kill", "delivery.after-kill");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) throws Exception {
        MarkedMessages messages = new MarkedMessages(bench);
        UpstreamTimes times = new UpstreamTimes(bench);
        messages.group("g1", "u1", "u2");
        bench.webhook().react(came -> new Reaction(200, times.here(60)));
        messages.send("before-0", toGroup("u1", "g1"));
        messages.awaitNotified("before-0");
        // Only the first is under way; the others wait where this version lets them wait.
        for (int place = 1; place < BEFORE; place++) {
            messages.send("before-" + place, toGroup("u1", "g1"));
        }
        // v2.2.5 notes what it has read every two seconds.
        UpstreamTimes.pause(times.here(4));
        int callsBefore = bench.webhook().came(NOTIFY).size();
        bench.kill();
        bench.webhook().react(came -> new Reaction(200, Duration.ZERO));
        bench.restart();
        for (int place = 0; place < AFTER; place++) {
            messages.send("after-" + place, toGroup("u1", "g1"));
        }
        messages.awaitNotified("after-" + (AFTER - 1));
        times.within(times.here(4).plusMillis(300), () -> again(messages, bench, callsBefore) == BEFORE);
        int again = again(messages, bench, callsBefore);
        Verdicts verdicts = new Verdicts().put("delivery.kill", kill(again));
        // A real one has had other messages before it is handed out again.
        return bench.real()
                ? verdicts.all()
                : verdicts.put("delivery.after-kill", afterwards(messages, bench, times))
                        .all();
    }

    private static Measured afterwards(MarkedMessages messages, Bench bench, UpstreamTimes times) {
        times.settled(times.here(3), () -> bench.webhook().came(NOTIFY).size());
        return messages.marks(NOTIFY, "after-").size() == AFTER
                ? new Measured("all-told", WORKS, Map.of())
                : new Measured("first-ones-lost", THROUGH_WKGATE, Map.of());
    }

    /** How many of the unacknowledged messages came once more after the restart. */
    private static int again(MarkedMessages messages, Bench bench, int callsBefore) {
        List<Inbox.Came> since = bench.webhook().came(NOTIFY);
        return (int) messages.marks(NOTIFY, "before-").stream()
                .filter(mark -> since.stream().skip(callsBefore).anyMatch(holds(mark)))
                .count();
    }

    private static Measured kill(int again) {
        if (again == BEFORE) {
            return new Measured("sent-again", WORKS, Map.of());
        }
        return new Measured(again == 0 ? "all-lost" : "batch-lost", THROUGH_WKGATE, Map.of());
    }
}
