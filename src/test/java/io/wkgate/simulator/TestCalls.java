package io.wkgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Calls of the API as a business server makes them. */
final class TestCalls {
    private final WebClient client;
    private final Simulator simulator;
    private final AtomicLong lastNumber = new AtomicLong();

    TestCalls(Vertx vertx, Simulator simulator) {
        this.client = WebClient.create(vertx);
        this.simulator = simulator;
    }

    HttpResponse<Buffer> post(String path, JsonObject body) {
        return Waiting.on(client.postAbs(simulator.url() + path).sendJsonObject(body));
    }

    HttpResponse<Buffer> get(String path) {
        return Waiting.on(client.getAbs(simulator.url() + path).send());
    }

    void group(String channelId, String... members) {
        post("/channel", channel(channelId).put("subscribers", new JsonArray(List.of(members))));
    }

    HttpResponse<Buffer> send(String fromUid, String channelId, String clientMsgNo) {
        return post("/message/send", message(fromUid, channelId, clientMsgNo));
    }

    /** Many messages at once, each numbered by its place. */
    void sendAll(String fromUid, String channelId, int count) {
        List<Future<HttpResponse<Buffer>>> sent = IntStream.range(0, count)
                .mapToObj(place -> client.postAbs(simulator.url() + "/message/send")
                        .sendJsonObject(message(fromUid, channelId, "many-" + lastNumber.incrementAndGet())))
                .toList();
        Waiting.on(Future.all(sent));
    }

    HttpResponse<Buffer> command(String fromUid, String channelId, String clientMsgNo) {
        JsonObject header =
                new JsonObject().put("no_persist", 0).put("red_dot", 0).put("sync_once", 1);
        return post("/message/send", message(fromUid, channelId, clientMsgNo).put("header", header));
    }

    static JsonObject channel(String channelId) {
        return new JsonObject().put("channel_id", channelId).put("channel_type", ChannelIds.GROUP);
    }

    static JsonObject message(String fromUid, String channelId, String clientMsgNo) {
        byte[] payload = "{\"type\":1}".getBytes(StandardCharsets.UTF_8);
        return channel(channelId)
                .put(
                        "header",
                        new JsonObject().put("no_persist", 0).put("red_dot", 1).put("sync_once", 0))
                .put("from_uid", fromUid)
                .put("client_msg_no", clientMsgNo)
                .put("payload", Base64.getEncoder().encodeToString(payload));
    }
}
