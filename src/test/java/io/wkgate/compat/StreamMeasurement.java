package io.wkgate.compat;

import static io.wkgate.compat.Caller.GROUP;
import static io.wkgate.compat.Caller.NOT_FOUND;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Bench.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A message whose text comes piece by piece, as a language model writes it. */
final class StreamMeasurement implements Measurement {

    private static final String TEXT = "hello world";
    private static final JsonObject WITH_TEXTS = new JsonObject().put("event_summary_mode", "full");
    private static final List<String> OLDER = List.of("/streammessage/start", "/stream/start");

    @Override
    public List<String> features() {
        return List.of("calls.stream-open", "calls.stream-append", "calls.stream-text");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        Caller caller = new Caller(bench);
        caller.liveGroup("g1", "u1", "u2");
        if (append(caller, "g1-first", "stream.delta", "x").status() == NOT_FOUND) {
            older(caller, found);
            found.impossible("calls.stream-append", "not-there");
            found.impossible("calls.stream-text", "none");
            return found.all();
        }
        String field = Map.of("is_stream", 1, "setting", 2).entrySet().stream()
                .filter(way -> write(caller, way.getKey(), way.getValue()))
                .map(way -> way.getKey() + ": " + way.getValue())
                .collect(Collectors.joining(", "));
        if (field.isEmpty()) {
            throw Findings.unforeseen("calls.stream-open", "no text of a stream");
        }
        found.works("calls.stream-open", "by-send", "field", field);
        found.works("calls.stream-append", "events");
        text(bench, caller, found);
        return found.all();
    }

    private static void older(Caller caller, Findings found) {
        for (String path : OLDER) {
            JsonObject opening = Caller.message("u1", "g1", GROUP, "opened");
            Reply opened = caller.post(path, opening);
            if (opened.status() == 200) {
                caller.say("u1", "g1", GROUP, "behind");
                long rows = caller.numbers("u1", "g1", GROUP).stream()
                        .filter("opened"::equals)
                        .count();
                found.degraded("calls.stream-open", "by-start", "path", path, "times", Long.toString(rows));
                return;
            }
        }
        found.impossible("calls.stream-open", "not-there");
    }

    /** Whether a stream that is opened so has a text. */
    private static boolean write(Caller caller, String field, int value) {
        String number = "stream-by-" + field;
        caller.send(Caller.message("u1", "g1", GROUP, number).put(field, value));
        caller.awaitStored("u1", "g1", GROUP, number);
        append(caller, number, "stream.delta", "hello");
        append(caller, number, "stream.delta", " world");
        append(caller, number, "stream.close", "");
        return caller.within(() -> texts(caller, WITH_TEXTS).contains(number));
    }

    /** The client_msg_no of the messages with which the log shows the text that was written. */
    private static List<String> texts(Caller caller, JsonObject asked) {
        return Caller.rows(caller.page("u1", Caller.channel("g1", GROUP).mergeIn(asked), 1, 0, 100, 1)).stream()
                .filter(row -> row.containsKey("stream_data"))
                .filter(row -> TEXT.equals(new String(row.getBinary("stream_data"), StandardCharsets.UTF_8)))
                .map(row -> row.getString("client_msg_no"))
                .toList();
    }

    /** Of all msg.notify of the stream, whether one has more than the payload with which it was opened. */
    private static void text(Bench bench, Caller caller, Findings found) {
        bench.webhook().await("msg.notify", came -> came.body().contains("\"stream-by-"));
        boolean told = bench.webhook().came("msg.notify").stream()
                .flatMap(came -> new JsonArray(came.body()).stream())
                .map(JsonObject.class::cast)
                .filter(row -> row.getString("client_msg_no").startsWith("stream-by-"))
                .anyMatch(row -> row.containsKey("stream_data"));
        if (told) {
            throw Findings.unforeseen("calls.stream-text", "a msg.notify with the text of a stream");
        }
        boolean unasked = !texts(caller, new JsonObject()).isEmpty();
        found.degraded("calls.stream-text", unasked ? "only-in-the-log" : "only-when-asked-for");
    }

    private static Reply append(Caller caller, String number, String type, String delta) {
        JsonObject payload = new JsonObject().put("kind", "text").put("delta", delta);
        JsonObject event = Caller.channel("g1", GROUP)
                .put("from_uid", "u1")
                .put("client_msg_no", number)
                .put("event_id", number + type + delta.length())
                .put("event_type", type)
                .put("event_key", "main")
                .put("payload", type.equals("stream.delta") ? payload : new JsonObject());
        return caller.post("/message/event", event);
    }
}
