package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;
import static io.wkgate.compat.Support.*;

import io.wkgate.chat.ChatClient;
import io.wkgate.compat.Inbox.Came;
import io.wkgate.compat.Inbox.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A webhook that is configured for gRPC. */
final class GrpcEvents implements Measurement {
    private static final int ERROR = 500;
    private static final int LOAD = 40;
    private static final double HELD = 8;
    private static final double WAIT_STEP = 5;

    @Override
    public Iterable<String> features() {
        return List.of("delivery.grpc", "delivery.offline-starves-grpc");
    }

    @Override
    public BenchSetup setup() {
        return BenchSetup.USUAL.overGrpc();
    }

    @Override
    public Map<String, Measured> measure(Bench bench) throws Exception {
        MarkedMessages messages = new MarkedMessages(bench);
        UpstreamTimes times = new UpstreamTimes(bench);
        messages.group("g1", "u1", "u2", "u3");
        messages.send("grpc", toGroup("u1", "g1"));
        if (!times.within(times.here(6).plusMillis(400), () -> messages.times(NOTIFY, "grpc") > 0)) {
            return new Verdicts()
                    .put("delivery.grpc", "none", IMPOSSIBLE)
                    .put("delivery.offline-starves-grpc", "no-grpc", WORKS)
                    .all();
        }
        try (ChatClient present = messages.present("u2")) {
            Verdicts verdicts = new Verdicts();
            verdicts.put("delivery.grpc", errorAndSilence(messages, bench, times));
            Duration held = times.here(HELD);
            bench.webhook().react(came -> new Reaction(200, came.event().equals(OFFLINE) ? held : Duration.ZERO));
            boolean waits = Starvation.found(messages, bench, LOAD, held);
            return verdicts.put(
                            "delivery.offline-starves-grpc",
                            waits ? "waits-behind" : "apart",
                            waits ? THROUGH_WKGATE : WORKS)
                    .all();
        }
    }

    /** The first try is answered with Error, the second not at all. */
    private static Measured errorAndSilence(MarkedMessages messages, Bench bench, UpstreamTimes times) {
        bench.webhook().react(came -> switch (messages.times(NOTIFY, "error")) {
            case 1 -> new Reaction(ERROR, Duration.ZERO);
            case 2 -> new Reaction(200, times.here(60));
            default -> new Reaction(200, Duration.ZERO);
        });
        messages.send("error", toGroup("u1", "g1"));
        times.within(times.here(40).plusSeconds(2), () -> messages.times(NOTIFY, "error") == 3);
        List<Came> tries =
                bench.webhook().came(NOTIFY).stream().filter(holds("error")).toList();
        if (tries.size() < 3) {
            return new Measured("error-is-success", WORKS, Map.of());
        }
        double pause = times.seconds(tries.get(1).nanos() - tries.get(0).nanos());
        double wait = times.seconds(tries.get(2).nanos() - tries.get(1).nanos()) - pause;
        return new Measured(
                "error-is-refusal", WORKS, Map.of("wait", Math.round(wait / WAIT_STEP) * Math.round(WAIT_STEP) + " s"));
    }
}
