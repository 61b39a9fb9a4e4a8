package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;
import static io.wkgate.compat.Support.*;

import io.vertx.core.json.JsonArray;
import io.wkgate.chat.ChatClient;
import io.wkgate.compat.Inbox.Came;
import io.wkgate.compat.Inbox.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** msg.offline in numbers while it is answered slowly: what else then waits, how many are open, and which are never sent. */
final class SlowOffline implements Measurement {
    private static final int TO_ONE_GROUP = 150;
    private static final int TO_PERSONS = 1300;
    private static final double HELD = 4.5;

    @Override
    public Iterable<String> features() {
        return List.of("delivery.offline-starves-http", "delivery.offline-at-once", "delivery.offline-load");
    }

    @Override
    public BenchSetup setup() {
        return BenchSetup.USUAL.withTimeScale(0.2);
    }

    @Override
    public Map<String, Measured> measure(Bench bench) throws Exception {
        MarkedMessages messages = new MarkedMessages(bench);
        UpstreamTimes times = new UpstreamTimes(bench);
        messages.group("g1", "u1", "u2");
        Verdicts verdicts = new Verdicts();
        // 2.0.10 tells nobody's absence before anybody was there.
        try (ChatClient somebody = ChatClient.connect(bench.webSocket(), "u1", "t", ChatClient.APP)) {
            Duration held = times.here(HELD);
            bench.webhook().react(came -> new Reaction(200, came.event().equals(OFFLINE) ? held : Duration.ZERO));
            boolean waits = Starvation.found(messages, bench, times, TO_ONE_GROUP, held);
            verdicts.put("delivery.offline-starves-http", waits ? "waits-behind" : "apart", waits ? THROUGH_WKGATE : WORKS);
            int ofOneGroup = told(messages, times, "load-");
            boolean batch = sendToPersons(bench);
            int ofPersons = batch ? toldPersons(bench, times) : 0;
            int atOnce = Overlap.most(bench.webhook().came(OFFLINE), held);
            verdicts.put("delivery.offline-at-once", atOnce(atOnce, ofOneGroup));
            verdicts.put("delivery.offline-load", load(ofOneGroup, batch, ofPersons, atOnce));
        }
        return verdicts.all();
    }

    private static boolean sendToPersons(Bench bench) {
        JsonArray persons = new JsonArray(
                IntStream.range(0, TO_PERSONS).mapToObj(place -> "p" + place).toList());
        return bench.post("/message/sendbatch", marked("batch", toPerson("u1", "")).put("subscribers", persons))
                        .status()
                == 200;
    }

    private static int toldPersons(Bench bench, UpstreamTimes times) {
        times.settled(times.here(HELD + 2), () -> bench.webhook().came(OFFLINE).size());
        return (int) bench.webhook().came(OFFLINE).stream().filter(holds("batch")).count();
    }

    private static int told(MarkedMessages messages, UpstreamTimes times, String beginning) {
        times.settled(times.here(HELD + 2), () -> messages.marks(OFFLINE, beginning).size());
        return messages.marks(OFFLINE, beginning).size();
    }

    private static Measured atOnce(int most, int ofOneGroup) {
        return ofOneGroup == TO_ONE_GROUP
                ? new Measured("many", THROUGH_WKGATE, Map.of("requests", number(most)))
                : new Measured("one-of-a-channel", WORKS, Map.of());
    }

    private static Measured load(int ofOneGroup, boolean batch, int ofPersons, int atOnce) {
        if (ofOneGroup < TO_ONE_GROUP) {
            return new Measured("dropped-of-a-channel", THROUGH_WKGATE, Map.of());
        }
        return batch && ofPersons < TO_PERSONS
                ? new Measured("dropped-beyond", THROUGH_WKGATE, Map.of("requests", number(atOnce)))
                : new Measured("wait", WORKS, Map.of());
    }

    private static String number(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
