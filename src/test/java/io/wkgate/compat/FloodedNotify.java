package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;
import static io.wkgate.compat.Support.*;

import io.vertx.core.json.JsonArray;
import io.wkgate.chat.ChatClient;
import io.wkgate.compat.Inbox.Came;
import io.wkgate.compat.Inbox.Reaction;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** More messages than fit anywhere while msg.notify is answered slowly: what waits, in how many requests, and what is lost. */
final class FloodedNotify implements Measurement {
    private static final Reaction OK = new Reaction(200, Duration.ZERO);
    private static final int MESSAGES = 1300;
    private static final int BATCH = 100;
    private static final int A_FEW_MORE = 10;
    private static final int THOUSAND = 1000;

    /** Shorter than any version waits. */
    private static final double HELD = 4.5;

    /** Of a whole batch, for only such a one can exceed its limit; v1 and v2 give up after five tries. */
    private static final int REFUSALS = 3;

    @Override
    public Iterable<String> features() {
        return List.of("delivery.notify-at-once", "delivery.batch-size", "delivery.queue");
    }

    /** v3 takes one message in a call, so 1,300 of them take a while in which nothing may be given up. */
    @Override
    public BenchSetup setup() {
        return BenchSetup.USUAL.withTimeScale(0.3);
    }

    @Override
    public Map<String, Measured> measure(Bench bench) throws Exception {
        MarkedMessages messages = new MarkedMessages(bench);
        UpstreamTimes times = new UpstreamTimes(bench);
        messages.group("g1", "u1", "u2");
        // Both are there, so that this is about msg.notify alone.
        try (ChatClient one = ChatClient.connect(bench.webSocket(), "u1", "t", ChatClient.APP);
                ChatClient other = ChatClient.connect(bench.webSocket(), "u2", "t", ChatClient.APP)) {
            return flood(messages, bench, times);
        }
    }

    private static Map<String, Measured> flood(MarkedMessages messages, Bench bench, UpstreamTimes times)
            throws Exception {
        Duration held = times.here(HELD);
        bench.webhook().react(came -> came.event().equals(NOTIFY) ? new Reaction(503, held) : OK);
        send(messages, bench);
        List<Came> heldOnes = bench.webhook().came(NOTIFY);
        // v3 gives up after three tries, the held one included.
        AtomicInteger refusals = new AtomicInteger(bench.line().startsWith("3") ? 0 : REFUSALS);
        bench.webhook()
                .react(came ->
                        came.event().equals(NOTIFY) && messages(came).size() >= BATCH && refusals.getAndDecrement() > 0
                                ? new Reaction(503, Duration.ZERO)
                                : OK);
        int told = awaitTold(bench, times);
        return new Verdicts()
                .put("delivery.notify-at-once", atOnce(heldOnes, held))
                .put("delivery.batch-size", largest(bench))
                .put("delivery.queue", queue(told))
                .all();
    }

    private static void send(MarkedMessages messages, Bench bench) throws Exception {
        messages.send("flood-first", toGroup("u1", "g1"));
        messages.awaitNotified("flood-first");
        JsonArray receivers = new JsonArray(Collections.nCopies(MESSAGES, "u2"));
        int status = bench.post(
                        "/message/sendbatch",
                        marked("flood-batch", toPerson("u1", "")).put("subscribers", receivers))
                .status();
        if (status == 404) {
            AtOnce.run(16, MESSAGES, place -> messages.send("flood-" + place, toGroup("u1", "g1")));
        }
    }

    /** How many messages came in the end; those of a batch have the same mark. */
    private static int awaitTold(Bench bench, UpstreamTimes times) {
        times.within(
                times.here(60),
                () -> told(bench) > MESSAGES || quiet(bench, times.here(7).plusMillis(1500)));
        return told(bench);
    }

    private static boolean quiet(Bench bench, Duration time) {
        List<Came> came = bench.webhook().came(NOTIFY);
        return System.nanoTime() - came.get(came.size() - 1).nanos() > time.toNanos();
    }

    private static int told(Bench bench) {
        return (int) bench.webhook().came(NOTIFY).stream()
                .flatMap(came -> messages(came).stream())
                .map(message -> message.getString("message_idstr"))
                .distinct()
                .count();
    }

    private static Measured atOnce(List<Came> came, Duration held) {
        int most = Overlap.most(came, held);
        return most == 1
                ? new Measured("one", WORKS, Map.of())
                : new Measured("several", THROUGH_WKGATE, Map.of("requests", String.valueOf(most)));
    }

    private static Measured largest(Bench bench) {
        int largest = bench.webhook().came(NOTIFY).stream()
                .mapToInt(came -> messages(came).size())
                .max()
                .orElseThrow();
        if (largest <= BATCH) {
            return new Measured("a-hundred", WORKS, Map.of());
        }
        return largest <= BATCH + A_FEW_MORE
                ? new Measured("a-few-more", THROUGH_WKGATE, Map.of())
                : new Measured("whole-queue", THROUGH_WKGATE, Map.of());
    }

    private static Measured queue(int told) {
        if (told > MESSAGES) {
            return new Measured("on-disk", WORKS, Map.of());
        }
        int kept = told / THOUSAND * THOUSAND;
        return new Measured("overflows", THROUGH_WKGATE, Map.of("messages", String.format(Locale.ROOT, "%,d", kept)));
    }
}
