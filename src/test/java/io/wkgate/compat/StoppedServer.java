package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;
import static io.wkgate.compat.Support.*;

import java.util.List;
import java.util.Map;

/** What a clean restart of WuKongIM costs while the webhook answers. */
final class StoppedServer implements Measurement {
    private static final int MESSAGES = 20;

    @Override
    public Iterable<String> features() {
        return List.of("delivery.restart");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) throws Exception {
        MarkedMessages messages = new MarkedMessages(bench);
        UpstreamTimes times = new UpstreamTimes(bench);
        messages.group("g1", "u1", "u2");
        for (int place = 0; place < MESSAGES; place++) {
            messages.send("before-" + place, toGroup("u1", "g1"));
        }
        // v2 answers before it has stored.
        times.within(times.here(1), () -> messages.marks(NOTIFY, "before-").size() == MESSAGES);
        bench.stop();
        bench.restart();
        boolean all = times.within(
                times.here(6).plusMillis(500),
                () -> messages.marks(NOTIFY, "before-").size() == MESSAGES);
        return new Verdicts()
                .put("delivery.restart", all ? "nothing-lost" : "lost", all ? WORKS : THROUGH_WKGATE)
                .all();
    }
}
