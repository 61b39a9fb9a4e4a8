package io.wkgate.revoke;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatCalls;
import io.wkgate.chat.ChatClient;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** The users of one WuKongIM: their groups, devices and messages. */
final class Users {

    private final ChatCalls calls;
    private final Supplier<URI> webSocket;

    Users(String api, Supplier<URI> webSocket) {
        calls = new ChatCalls(api);
        this.webSocket = webSocket;
    }

    /** A device that comes back whenever its connection breaks. */
    ChatClient online(String uid, int deviceFlag) {
        calls.token(uid, deviceFlag);
        return ChatClient.connectAndStay(webSocket, uid, "t", deviceFlag);
    }

    void group(String id, boolean large, String... members) {
        calls.group(id, large, members);
    }

    /** A text message; its id. */
    long send(String fromUid, String channelId, int channelType) {
        JsonObject content = new JsonObject().put("type", 1).put("content", "hello " + UUID.randomUUID());
        return messageId(calls.send(
                ChatCalls.channel(channelId, channelType),
                fromUid,
                ChatCalls.header(false, true, false),
                UUID.randomUUID().toString(),
                content.encode()));
    }

    /** A command as a business server would send it. */
    long sendCommand(String fromUid, String channelId, int channelType) {
        return messageId(calls.send(
                ChatCalls.channel(channelId, channelType),
                fromUid,
                ChatCalls.header(false, false, true),
                UUID.randomUUID().toString(),
                "{\"type\":99,\"cmd\":\"typing\",\"param\":{}}"));
    }

    /** Calls WuKongIM's API for what a scenario is about. */
    HttpResponse<String> post(String path, JsonObject body) {
        return calls.post(path, body);
    }

    /** What /message/sync gives a user who was away; every version answers an array. */
    HttpResponse<String> sync(String uid) {
        return calls.post(
                "/message/sync",
                new JsonObject().put("uid", uid).put("message_seq", 0).put("limit", 1000));
    }

    /** Which messages a user who was away is told to revoke. */
    List<String> syncedRevokes(String uid) {
        HttpResponse<String> answer = sync(uid);
        if (answer.statusCode() != 200) {
            return List.of();
        }
        return new JsonArray(answer.body())
                .stream()
                        .map(element -> ((JsonObject) element).getString("payload"))
                        .map(payload -> new String(Base64.getDecoder().decode(payload)))
                        .filter(payload -> payload.contains("messageRevoke"))
                        .map(payload ->
                                new JsonObject(payload).getJsonObject("param").getString("message_id"))
                        .toList();
    }

    private static long messageId(HttpResponse<String> answer) {
        JsonObject json = new JsonObject(answer.body());
        JsonObject data = json.getJsonObject("data", json);
        Long id = data.getLong("message_id");
        if (answer.statusCode() != 200 || id == null || id == 0) {
            throw new IllegalStateException("not sent: " + answer.statusCode() + " " + answer.body());
        }
        return id;
    }
}
