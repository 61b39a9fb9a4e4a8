package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;
import static io.wkgate.compat.Support.*;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Payloads of 1 MiB and of 16 MiB. */
final class LargePayloads implements Measurement {
    private static final int LARGE = 1 << 20;
    private static final int HUGE = 16 << 20;
    private static final int MILLION = 1_000_000;

    @Override
    public Iterable<String> features() {
        return List.of("bodies.large-payload");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        MarkedMessages messages = new MarkedMessages(bench);
        messages.group("g1", "u1", "u2");
        return new Verdicts().put("bodies.large-payload", verdict(bench)).all();
    }

    private static Measured verdict(Bench bench) {
        UpstreamTimes times = new UpstreamTimes(bench);
        JsonObject large = message("large", LARGE);
        send(bench, large);
        times.within(times.here(5).plusMillis(500), () -> length(bench, large) > 0 || !lives(bench));
        if (!lives(bench)) {
            return new Measured("server-dies", IMPOSSIBLE, Map.of());
        }
        if (length(bench, large) == 0) {
            return new Measured("lost", IMPOSSIBLE, Map.of());
        }
        JsonObject huge = message("huge", HUGE);
        int status = send(bench, huge);
        if (status != 200) {
            return new Measured("refused-when-huge", WORKS, Map.of());
        }
        times.within(times.here(60).plusSeconds(10), () -> length(bench, huge) > 0);
        return new Measured("whole", WORKS, Map.of("body", length(bench, huge) / MILLION + " MB"));
    }

    private static JsonObject message(String number, int size) {
        return toGroup("u1", "g1")
                .put("client_msg_no", number)
                .put("payload", Base64.getEncoder().encodeToString(new byte[size]));
    }

    /** The status, or 0 where the server went without an answer. */
    private static int send(Bench bench, JsonObject message) {
        try {
            return bench.post("/message/send", message).status();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    private static boolean lives(Bench bench) {
        try {
            return bench.get("/varz").status() > 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Of the body of msg.notify that holds the whole payload, 0 when none does. */
    private static int length(Bench bench, JsonObject message) {
        return bench.webhook().came(NOTIFY).stream()
                .map(Inbox.Came::body)
                .filter(body -> body.contains("\"" + message.getString("client_msg_no") + "\"")
                        && body.contains(message.getString("payload")))
                .mapToInt(String::length)
                .findFirst()
                .orElse(0);
    }
}
