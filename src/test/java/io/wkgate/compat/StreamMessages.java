package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;
import static io.wkgate.compat.Support.*;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Messages whose text comes piece by piece, in the way in which this version knows them. */
final class StreamMessages implements Measurement {

    @Override
    public Iterable<String> features() {
        return List.of("bodies.stream");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        MarkedMessages messages = new MarkedMessages(bench);
        UpstreamTimes times = new UpstreamTimes(bench);
        messages.group("g1", "u1", "u2");
        if (!speak(messages, bench)) {
            return new Verdicts().put("bodies.stream", "none", IMPOSSIBLE).all();
        }
        messages.awaitNotified("opening");
        messages.send("later", toGroup("u1", "g1"));
        messages.awaitNotified("later");
        boolean parts =
                times.within(times.here(1.5), () -> !messages.notified("part").isEmpty());
        return new Verdicts()
                .put("bodies.stream", parts ? "every-part" : "opening-only", DEGRADED)
                .all();
    }

    /** Opens a stream and sends a part of it; tells whether this version can. */
    private static boolean speak(MarkedMessages messages, Bench bench) {
        for (String start : List.of("/streammessage/start", "/stream/start")) {
            Bench.Reply opened = bench.post(start, marked("opening", toGroup("u1", "g1")));
            if (opened.status() == 200) {
                String number = opened.json().getString("stream_no");
                messages.send("part", toGroup("u1", "g1").put("stream_no", number));
                return true;
            }
        }
        JsonObject event = toGroup("u1", "g1")
                .put("client_msg_no", "no-opening")
                .put("event_id", "e1")
                .put("event_type", "stream.delta")
                .put("event_key", "main")
                .put("visibility", "public")
                .put("payload", new JsonObject().put("kind", "text").put("delta", payload("part")));
        if (bench.post("/message/event", event).status() == 404) {
            return false;
        }
        messages.send("opening", toGroup("u1", "g1").put("setting", 2).put("is_stream", 1));
        return bench.post("/message/event", event).status() == 200;
    }
}
