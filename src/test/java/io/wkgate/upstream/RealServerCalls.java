package io.wkgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** What a business server asks of a real WuKongIM, in the words that every version understands. */
final class RealServerCalls {

    private final WebClient client;
    private final String api;

    RealServerCalls(Vertx vertx, String api) {
        client = WebClient.create(vertx);
        this.api = api;
    }

    void user(String uid) {
        change("/user/token", new JsonObject().put("uid", uid).put("token", "t").put("device_flag", 0));
    }

    void group(String channelId, int large, String... members) {
        change(
                "/channel",
                channel(channelId, 2).put("large", large).put("subscribers", new JsonArray(List.of(members))));
    }

    /** The id of a message that is sent and stored. */
    long send(String fromUid, String channelId, int channelType) {
        byte[] payload = "{\"type\":1,\"content\":\"hello\"}".getBytes();
        JsonObject answer = post(
                        "/message/send",
                        channel(channelId, channelType)
                                .put("header", new JsonObject().put("red_dot", 1))
                                .put("from_uid", fromUid)
                                .put("client_msg_no", UUID.randomUUID().toString())
                                .put("payload", Base64.getEncoder().encodeToString(payload)))
                .bodyAsJsonObject();
        return answer.getJsonObject("data", answer).getLong("message_id");
    }

    void onChannel(String route, String channelId, int channelType, String field, Object value) {
        change("/channel" + route, channel(channelId, channelType).put(field, value));
    }

    /** What a user who was offline is given; fails when the server cannot give it. */
    String sync(String uid) {
        HttpResponse<Buffer> answer = post(
                "/message/sync",
                new JsonObject().put("uid", uid).put("message_seq", 0).put("limit", 100));
        assertThat(answer.statusCode())
                .as("/message/sync of %s: %s", uid, answer.bodyAsString())
                .isEqualTo(200);
        StringBuilder payloads = new StringBuilder();
        answer.bodyAsJsonArray().stream()
                .map(JsonObject.class::cast)
                .forEach(row -> payloads.append(new String(Base64.getDecoder().decode(row.getString("payload")))));
        return payloads.toString();
    }

    private static JsonObject channel(String channelId, int channelType) {
        return new JsonObject().put("channel_id", channelId).put("channel_type", channelType);
    }

    private void change(String path, JsonObject body) {
        assertThat(post(path, body).statusCode()).as(path).isEqualTo(200);
    }

    private HttpResponse<Buffer> post(String path, JsonObject body) {
        return StepRunner.waitFor(client.postAbs(api + path).sendJsonObject(body));
    }
}
