package io.wkgate.simulator;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Messages that are written piece by piece: by events on v2.2.5 and v3, before only a start (measured). */
final class StreamRoutes {
    private final Profile profile;
    private final Disk disk;
    private final SendRules rules;

    StreamRoutes(Profile profile, Disk disk, SendRules rules) {
        this.profile = profile;
        this.disk = disk;
        this.rules = rules;
    }

    void addTo(Api api) {
        api.on("POST /message/event", this::append)
                .on("POST /streammessage/start", call -> start(call, 1))
                // v2.0.10 stores the message with which a stream begins, and then sends it like any other.
                .on("POST /stream/start", call -> start(call, 2))
                .on("POST /streammessage/end", call -> Answer.ok())
                .on("POST /stream/end", call -> Answer.ok());
    }

    private Answer start(Call call, int times) {
        for (int time = 0; time < times; time++) {
            rules.send(SendRequest.of(call.json(), profile));
        }
        return Answer.json(
                new JsonObject().put("stream_no", UUID.randomUUID().toString().replace("-", "")));
    }

    /** Whether there is such a message is not looked at. */
    private Answer append(Call call) {
        JsonObject event = call.json();
        String number = event.getString("client_msg_no", "");
        boolean closes = event.getString("event_type", "").equals("stream.close");
        if (closes) {
            disk.streams.close(number);
        } else {
            disk.streams.append(number, event.getJsonObject("payload").getString("delta", ""));
        }
        JsonObject data = new JsonObject()
                .put("client_msg_no", number)
                .put("event_key", event.getString("event_key"))
                .put("event_id", event.getString("event_id"))
                .put("msg_event_seq", closes ? 1 : 0)
                .put("stream_status", closes ? "closed" : "open")
                .put("channel_id", event.getString("channel_id"))
                .put("channel_type", event.getInteger("channel_type"))
                .put("from_uid", event.getString("from_uid"));
        return Answer.json(new JsonObject().put("data", data).put("status", 200));
    }
}
