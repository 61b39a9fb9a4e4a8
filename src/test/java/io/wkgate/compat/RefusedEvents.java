package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;
import static io.wkgate.compat.Support.*;

import io.wkgate.chat.ChatClient;
import io.wkgate.compat.Inbox.Came;
import io.wkgate.compat.Inbox.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What becomes of events that are refused or not answered. */
final class RefusedEvents implements Measurement {
    private static final int REFUSED = 500;
    private static final String COMES = "comes";
    private static final Predicate<Came> TELLS_NEWCOMER = came -> came.body().contains(COMES + "-0-1-");

    /** A simulated wait is short and so not exact; the real ones are 5 s and 10 s. */
    private static final double WAIT_STEP = 5;

    @Override
    public Iterable<String> features() {
        return List.of(
                "delivery.success",
                "delivery.wait",
                "delivery.notify-tries",
                "delivery.notify-again",
                "delivery.offline-tries",
                "delivery.onlinestatus-tries");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        MarkedMessages messages = new MarkedMessages(bench);
        UpstreamTimes times = new UpstreamTimes(bench);
        messages.group("g1", "u1", "u2", "u3");
        try (ChatClient present = messages.present("u2")) {
            Verdicts verdicts = new Verdicts();
            success(messages, bench, times, verdicts);
            double gap = unanswered(messages, bench, times);
            long pause = refused(messages, bench, times, verdicts);
            String wait = Math.round((gap - pause) / WAIT_STEP) * Math.round(WAIT_STEP) + " s";
            return verdicts.put("delivery.wait", "hangs-up", THROUGH_WKGATE, Map.of("wait", wait))
                    .all();
        }
    }

    /** Two answers that other servers take for success, and then the one that WuKongIM takes. */
    private static void success(MarkedMessages messages, Bench bench, UpstreamTimes times, Verdicts verdicts) {
        bench.webhook().react(came -> new Reaction(status(messages, came), Duration.ZERO));
        messages.send("success", toGroup("u1", "g1"));
        messages.awaitNotified("success");
        boolean thrice = times.within(times.here(5), () -> messages.times(NOTIFY, "success") >= 3);
        verdicts.put("delivery.success", thrice ? "only-200" : "others-too", thrice ? THROUGH_WKGATE : WORKS);
    }

    private static int status(MarkedMessages messages, Came came) {
        if (!came.event().equals(NOTIFY)) {
            return 200;
        }
        return switch (messages.times(NOTIFY, "success")) {
            case 1 -> 201;
            case 2 -> 204;
            default -> 200;
        };
    }

    /** Seconds from the first try, which is not answered, to the second. */
    private static double unanswered(MarkedMessages messages, Bench bench, UpstreamTimes times) {
        bench.webhook().react(came -> {
            boolean first = came.event().equals(NOTIFY) && messages.times(NOTIFY, "unanswered") == 1;
            return new Reaction(200, first ? times.here(40) : Duration.ZERO);
        });
        messages.send("unanswered", toGroup("u1", "g1"));
        messages.awaitNotified("unanswered");
        times.within(times.here(30), () -> messages.times(NOTIFY, "unanswered") == 2);
        List<Came> tries = tries(bench, NOTIFY, holds("unanswered"));
        return times.seconds(tries.get(1).nanos() - tries.get(0).nanos());
    }

    /** Refuses everything; the pause between two tries of a message in whole seconds. */
    private static long refused(MarkedMessages messages, Bench bench, UpstreamTimes times, Verdicts verdicts) {
        bench.webhook().react(came -> new Reaction(REFUSED, Duration.ZERO));
        try (ChatClient newcomer = ChatClient.connect(bench.webSocket(), COMES, "t", ChatClient.APP)) {
            messages.send("first", toGroup("u1", "g1"));
            messages.awaitNotified("first");
            messages.send("second", toGroup("u1", "g1"));
            messages.awaitNotified("second");
            bench.webhook().await(ONLINE_STATUS, TELLS_NEWCOMER);
            times.settled(times.here(3).plusMillis(100), () -> everything(bench));
        }
        List<Came> tries = tries(bench, NOTIFY, holds("first"));
        tried(verdicts, "delivery.notify-tries", THROUGH_WKGATE, tries, times);
        List<Came> presence = tries(bench, ONLINE_STATUS, TELLS_NEWCOMER);
        tried(verdicts, "delivery.onlinestatus-tries", DEGRADED, presence, times);
        boolean together = tries.stream().anyMatch(holds("second"));
        verdicts.put("delivery.notify-again", together ? "with-newer-ones" : "alone", THROUGH_WKGATE);
        int offline = messages.times(OFFLINE, "first");
        verdicts.put(
                "delivery.offline-tries",
                offline == 1 ? "once" : "again-at-once",
                DEGRADED,
                offline == 1 ? Map.of() : Map.of("tries", "" + offline));
        return pause(tries, times);
    }

    private static void tried(
            Verdicts verdicts, String feature, Support support, List<Came> tries, UpstreamTimes times) {
        long pause = pause(tries, times);
        String count = String.valueOf(tries.size());
        if (pause == 0) {
            verdicts.put(feature, "at-once-then-dropped", support, Map.of("tries", count));
        } else {
            verdicts.put(feature, "tried-then-dropped", support, Map.of("tries", count, "pause", pause + " s"));
        }
    }

    /** The shortest one, for on a busy machine others only look longer. */
    private static long pause(List<Came> tries, UpstreamTimes times) {
        double shortest = IntStream.range(1, tries.size())
                .mapToDouble(place -> times.seconds(
                        tries.get(place).nanos() - tries.get(place - 1).nanos()))
                .min()
                .orElseThrow();
        return Math.round(shortest);
    }

    private static int everything(Bench bench) {
        return Stream.of(NOTIFY, OFFLINE, ONLINE_STATUS)
                .mapToInt(event -> bench.webhook().came(event).size())
                .sum();
    }

    private static List<Came> tries(Bench bench, String event, Predicate<Came> wanted) {
        return bench.webhook().came(event).stream().filter(wanted).toList();
    }
}
