package io.wkgate.event;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** Entries of a msg.notify as WuKongIM writes them (webhooks.jsonl), for tests to change one thing of. */
public final class EntryText {

    /** {@code hello} in base64. */
    public static final String HELLO = "aGVsbG8=";

    private EntryText() {}

    /** A group message with the id. */
    public static JsonObject of(long id) {
        return new JsonObject()
                .put(
                        "header",
                        new JsonObject().put("no_persist", 0).put("red_dot", 1).put("sync_once", 0))
                .put("setting", 0)
                .put("message_id", id)
                .put("message_idstr", Long.toString(id))
                .put("client_msg_no", "no-" + id)
                .put("message_seq", id)
                .put("from_uid", "u1")
                .put("channel_id", "g1")
                .put("channel_type", 2)
                .put("expire", 0)
                .put("timestamp", 1_795_319_704)
                .put("payload", HELLO);
    }

    /** The same with one field of another value, written as JSON. */
    public static String with(long id, String field, String json) {
        JsonObject entry = of(id);
        entry.remove(field);
        return "{\"" + field + "\":" + json + "," + entry.encode().substring(1);
    }

    /** The same without one field. */
    public static String without(long id, String field) {
        JsonObject entry = of(id);
        entry.remove(field);
        return entry.encode();
    }

    /** A body of these entries. */
    public static String body(String... entries) {
        return "[" + String.join(",", entries) + "]";
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
