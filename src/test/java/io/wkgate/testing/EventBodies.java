package io.wkgate.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.LongStream;

/** Bodies of events as WuKongIM 2.2 writes them, made up by their message ids. */
public final class EventBodies {

    /** A message id of November 2026, from which tests count up. */
    public static final long FIRST_ID = 2_124_351_130_824_609_792L;

    private EventBodies() {}

    /** Consecutive ids. */
    public static List<Long> ids(int from, int count) {
        return LongStream.range(from, from + (long) count)
                .mapToObj(number -> FIRST_ID + number)
                .toList();
    }

    /** A msg.notify of group messages with these ids. */
    public static byte[] notifyOf(List<Long> ids) {
        JsonArray body = new JsonArray();
        ids.forEach(id -> body.add(message(id)));
        return bytes(body.encode());
    }

    /** A msg.notify of any entries. */
    public static byte[] notifyOf(JsonObject... entries) {
        JsonArray body = new JsonArray();
        List.of(entries).forEach(body::add);
        return bytes(body.encode());
    }

    /** One entry: a message of u1 in the group g1. */
    public static JsonObject message(long id) {
        return new JsonObject()
                .put(
                        "header",
                        new JsonObject().put("no_persist", 0).put("red_dot", 1).put("sync_once", 0))
                .put("setting", 0)
                .put("message_id", id)
                .put("message_idstr", Long.toString(id))
                .put("client_msg_no", "no-" + id)
                .put("message_seq", id - FIRST_ID + 1)
                .put("from_uid", "u1")
                .put("channel_id", "g1")
                .put("channel_type", 2)
                .put("expire", 0)
                .put("timestamp", 1_795_319_752)
                .put("payload", base64(bytes("{\"type\":1,\"content\":\"hello " + id + "\"}")));
    }

    /** One entry: a command as upstream brings it back, which revokes a message. */
    public static JsonObject revokeOf(long commandId, long messageId) {
        return command(
                commandId, "{\"type\":99,\"cmd\":\"messageRevoke\",\"param\":{\"message_id\":\"" + messageId + "\"}}");
    }

    /** One entry: a command of any payload. */
    public static JsonObject command(long id, String payload) {
        return message(id)
                .put(
                        "header",
                        new JsonObject().put("no_persist", 0).put("red_dot", 0).put("sync_once", 1))
                .put("channel_id", "g1____cmd")
                .put("payload", base64(bytes(payload)));
    }

    /** A payload as it stands on the wire. */
    public static String base64(byte[] payload) {
        return Base64.getEncoder().encodeToString(payload);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
