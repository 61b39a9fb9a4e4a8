package io.wkgate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The texts that came through {@code /message/event}, by the client_msg_no of the messages with which they were opened. */
final class Streams {
    /** The bit of a message's setting that says so. */
    static final int SETTING = 2;

    private final Map<String, StringBuilder> open = new HashMap<>();
    private final Map<String, String> closed = new HashMap<>();

    void append(String clientMsgNo, String delta) {
        open.computeIfAbsent(clientMsgNo, number -> new StringBuilder()).append(delta);
    }

    void close(String clientMsgNo) {
        StringBuilder text = open.remove(clientMsgNo);
        closed.put(clientMsgNo, text == null ? "" : text.toString());
    }

    /** What the log shows more of a stream that has ended; nothing of any other message. */
    JsonObject shown(StoredMessage message) {
        String text = closed.get(message.clientMsgNo());
        if (text == null || (message.setting() & SETTING) == 0) {
            return new JsonObject();
        }
        JsonObject main = new JsonObject()
                .put("event_key", "main")
                .put("status", "closed")
                .put("last_msg_event_seq", 1);
        return new JsonObject()
                .put("end", 1)
                .put("stream_data", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .put(
                        "event_meta",
                        new JsonObject()
                                .put("has_events", true)
                                .put("completed", false)
                                .put("event_version", 1)
                                .put("last_msg_event_seq", 1)
                                .put("event_count", 1)
                                .put("events", JsonArray.of(main)))
                .put(
                        "event_sync_hint",
                        new JsonObject()
                                .put("client_msg_no", message.clientMsgNo())
                                .put("from_msg_event_seq", 0));
    }
}
