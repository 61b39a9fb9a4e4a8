package io.wkgate.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.HashMap;
import java.util.Map;

/** Makes recorded requests against a simulator, with the ids that it gave in place of the recorded ones. */
final class Replay {
    /** The recording says null for the one body that was no JSON; the recorded complaint shows how it began. */
    private static final String BAD_JSON = "{not json";

    private final WebClient client;
    private final Simulator simulator;
    private final Map<Long, Long> messageIds = new HashMap<>();

    Replay(Vertx vertx, Simulator simulator) {
        this.client = WebClient.create(vertx);
        this.simulator = simulator;
    }

    HttpResponse<Buffer> make(JsonObject pair) {
        JsonObject request = pair.getJsonObject("request");
        String uri = simulator.url() + request.getString("path");
        if (request.getString("method").equals("GET")) {
            return Waiting.on(client.getAbs(uri).send());
        }
        JsonObject body = request.getJsonObject("body");
        Buffer sent =
                body == null ? Buffer.buffer(BAD_JSON) : withGivenIds(body).toBuffer();
        HttpResponse<Buffer> response = Waiting.on(client.postAbs(uri)
                .putHeader("Content-Type", "application/json")
                .sendBuffer(sent));
        if (request.getString("path").equals("/message/send")) {
            rememberId(pair.getJsonObject("response").getString("body"), response.bodyAsString());
        }
        return response;
    }

    private JsonObject withGivenIds(JsonObject body) {
        JsonArray ids = body.getJsonArray("message_ids");
        if (ids == null) {
            return body;
        }
        JsonArray given = new JsonArray();
        ids.forEach(id -> given.add(messageIds.getOrDefault(((Number) id).longValue(), 0L)));
        return body.copy().put("message_ids", given);
    }

    private void rememberId(String recorded, String answered) {
        Long old = messageId(new JsonObject(recorded));
        Long now = messageId(new JsonObject(answered));
        if (old != null && now != null) {
            messageIds.put(old, now);
        }
    }

    private static Long messageId(JsonObject answer) {
        return answer.getJsonObject("data", answer).getLong("message_id");
    }
}
