package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;
import static io.wkgate.compat.Support.*;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatClient;
import io.wkgate.compat.Inbox.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** msg.offline in numbers while it is answered slowly: what else then waits, how many are open, and which are never sent. */
final class SlowOffline implements Measurement {
    private static final int TO_ONE_GROUP = 150;
    private static final int TO_PERSONS = 1500;
    private static final int HUNDRED = 100;
    private static final double HELD = 4.5;

    @Override
    public Iterable<String> features() {
        return List.of("delivery.offline-starves-http", "delivery.offline-at-once", "delivery.offline-load");
    }

    @Override
    public BenchSetup setup() {
        return BenchSetup.USUAL.withTimeScale(0.3);
    }

    @Override
    public Map<String, Measured> measure(Bench bench) throws Exception {
        MarkedMessages messages = new MarkedMessages(bench);
        UpstreamTimes times = new UpstreamTimes(bench);
        messages.group("g1", "u1", "u2", "u3");
        Verdicts verdicts = new Verdicts();
        try (ChatClient present = messages.present("u2")) {
            Duration held = times.here(HELD);
            bench.webhook().react(came -> new Reaction(200, came.event().equals(OFFLINE) ? held : Duration.ZERO));
            boolean waits = Starvation.found(messages, bench, TO_ONE_GROUP, held);
            verdicts.put(
                    "delivery.offline-starves-http", waits ? "waits-behind" : "apart", waits ? THROUGH_WKGATE : WORKS);
            int ofOneGroup = told(messages, times);
            // Until every one of them is answered and has left its place to others.
            UpstreamTimes.pause(held);
            int toPersons = sendToPersons(bench) ? TO_PERSONS : 0;
            times.settled(
                    times.here(1).plusMillis(200),
                    () -> bench.webhook().came(OFFLINE).size());
            int most = Overlap.most(bench.webhook().came(OFFLINE), held);
            bench.webhook().react(came -> new Reaction(200, Duration.ZERO));
            int ofPersons = toldPersons(messages, times, toPersons);
            verdicts.put("delivery.offline-at-once", atOnce(most, ofOneGroup));
            // A real 1.2 has answered some before all are sent: that it dropped none of these few proves nothing.
            if (!bench.real() || ofPersons < toPersons || !bench.line().equals("1.2")) {
                verdicts.put("delivery.offline-load", load(ofOneGroup, toPersons, ofPersons));
            }
            return verdicts.all();
        }
    }

    private static boolean sendToPersons(Bench bench) {
        // One who is there and one who is not: every version tells msg.offline for one of them at least.
        JsonArray receivers = new JsonArray(new ArrayList<>(Collections.nCopies(TO_PERSONS, "u2")));
        Collections.nCopies(TO_PERSONS, "u3").forEach(receivers::add);
        JsonObject batch = marked("batch", toPerson("u1", "")).put("subscribers", receivers);
        return bench.post("/message/sendbatch", batch).status() == 200;
    }

    private static int toldPersons(MarkedMessages messages, UpstreamTimes times, int sent) {
        times.within(times.here(2 * HELD).plusSeconds(5), () -> messages.times(OFFLINE, "batch") >= sent);
        return messages.times(OFFLINE, "batch");
    }

    private static int told(MarkedMessages messages, UpstreamTimes times) {
        times.within(
                times.here(HELD + 2), () -> messages.marks(OFFLINE, "load-").size() == TO_ONE_GROUP);
        return messages.marks(OFFLINE, "load-").size();
    }

    private static Measured atOnce(int most, int ofOneGroup) {
        if (ofOneGroup < TO_ONE_GROUP) {
            return new Measured("one-of-a-channel", WORKS, Map.of());
        }
        return new Measured(most <= HUNDRED ? "a-hundred" : "no-limit", THROUGH_WKGATE, Map.of());
    }

    private static Measured load(int ofOneGroup, int toPersons, int ofPersons) {
        if (ofOneGroup < TO_ONE_GROUP) {
            return new Measured("dropped-of-a-channel", THROUGH_WKGATE, Map.of());
        }
        return ofPersons < toPersons
                ? new Measured("dropped-beyond", THROUGH_WKGATE, Map.of())
                : new Measured("wait", WORKS, Map.of());
    }
}
