package io.wkgate.upstream;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.wkgate.simulator.Simulator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What a business server asks of a simulated WuKongIM, with the token that the tests here set. */
final class SimulatorCalls {

    private final WebClient client;
    private final Simulator simulator;

    SimulatorCalls(Vertx vertx, Simulator simulator) {
        client = WebClient.create(vertx);
        this.simulator = simulator;
    }

    void group(String channelId, String... members) {
        post("/channel", channel(channelId, 2).put("subscribers", new JsonArray(List.of(members))));
    }

    void join(String channelId, String uid) {
        post("/channel/subscriber_add", channel(channelId, 2).put("subscribers", new JsonArray().add(uid)));
    }

    void leave(String channelId, String uid) {
        post("/channel/subscriber_remove", channel(channelId, 2).put("subscribers", new JsonArray().add(uid)));
    }

    void send(String fromUid, String channelId, int channelType, String clientMsgNo) {
        send(fromUid, channelId, channelType, clientMsgNo, 0);
    }

    void command(String fromUid, String channelId, int channelType, String clientMsgNo) {
        send(fromUid, channelId, channelType, clientMsgNo, 1);
    }

    private void send(String fromUid, String channelId, int channelType, String clientMsgNo, int syncOnce) {
        byte[] payload = ("{\"type\":1,\"content\":\"" + clientMsgNo + "\"}").getBytes(StandardCharsets.UTF_8);
        post(
                "/message/send",
                channel(channelId, channelType)
                        .put("header", new JsonObject().put("sync_once", syncOnce))
                        .put("from_uid", fromUid)
                        .put("client_msg_no", clientMsgNo)
                        .put("payload", Base64.getEncoder().encodeToString(payload)));
    }

    private static JsonObject channel(String channelId, int channelType) {
        return new JsonObject().put("channel_id", channelId).put("channel_type", channelType);
    }

    int post(String path, JsonObject body) {
        return StepRunner.waitFor(client.postAbs(simulator.url() + path)
                        .putHeader("token", "geheim")
                        .sendJsonObject(body))
                .statusCode();
    }
}
