package io.wkgate.outage;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.testing.PlainHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Speaks to WuKongIM's API as a business server does, with what every version understands. Thread-safe. */
public final class UpstreamClient {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client = PlainHttp.client();
    private final String api;

    public UpstreamClient(String api) {
        this.api = api;
    }

    public void createGroup(String channelId, String... members) throws IOException, InterruptedException {
        for (String uid : members) {
            post(
                    "/user/token",
                    new JsonObject().put("uid", uid).put("token", "t").put("device_flag", 1));
        }
        post(
                "/channel",
                new JsonObject()
                        .put("channel_id", channelId)
                        .put("channel_type", 2)
                        .put("subscribers", JsonArray.of((Object[]) members)));
    }

    /** Further members of a group. */
    public void join(String channelId, String... members) throws IOException, InterruptedException {
        change("/channel/subscriber_add", channelId, members);
    }

    /** These are no members any more. */
    public void leave(String channelId, String... members) throws IOException, InterruptedException {
        change("/channel/subscriber_remove", channelId, members);
    }

    private void change(String path, String channelId, String... members) throws IOException, InterruptedException {
        post(
                path,
                new JsonObject()
                        .put("channel_id", channelId)
                        .put("channel_type", 2)
                        .put("subscribers", JsonArray.of((Object[]) members)));
    }

    /** The group is no more. */
    public void disband(String channelId) throws IOException, InterruptedException {
        post("/channel/delete", new JsonObject().put("channel_id", channelId).put("channel_type", 2));
    }

    /** Sends a message; its future gives the client_msg_no if upstream accepted it. */
    public CompletableFuture<Optional<String>> send(String fromUid, String channelId, int channelType) {
        return send(fromUid, channelId, channelType, new JsonObject().put("red_dot", 1));
    }

    /**
     * Sends one with a header of its own.
     *
     * @param header {@code no_persist} 1 for a transient, {@code sync_once} 1 for a command
     */
    public CompletableFuture<Optional<String>> send(
            String fromUid, String channelId, int channelType, JsonObject header) {
        String clientMsgNo = UUID.randomUUID().toString();
        JsonObject message = new JsonObject()
                .put("header", header)
                .put("client_msg_no", clientMsgNo)
                .put("from_uid", fromUid)
                .put("channel_id", channelId)
                .put("channel_type", channelType)
                .put(
                        "payload",
                        Base64.getEncoder().encodeToString(("{\"type\":1,\"no\":\"" + clientMsgNo + "\"}").getBytes()));
        return client.sendAsync(request("/message/send", message), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> accepted(response) ? Optional.of(clientMsgNo) : Optional.empty());
    }

    /** Whether a message that is sent now can be read back. */
    boolean sendAndFind(String channelId, String fromUid) throws IOException, InterruptedException {
        Optional<String> sent = send(fromUid, channelId, 2).join();
        HttpResponse<String> log = post(
                "/channel/messagesync",
                new JsonObject()
                        .put("login_uid", fromUid)
                        .put("channel_id", channelId)
                        .put("channel_type", 2)
                        .put("start_message_seq", 0)
                        .put("end_message_seq", 0)
                        .put("limit", 100)
                        .put("pull_mode", 1));
        return sent.isPresent() && log.statusCode() == 200 && log.body().contains(sent.get());
    }

    /** The client_msg_no of every message of a channel, as one of its users reads it. */
    List<String> log(String uid, String channelId, int channelType) throws IOException, InterruptedException {
        List<String> log = new ArrayList<>();
        long from = 1;
        boolean more = true;
        while (more) {
            JsonObject page = new JsonObject(post(
                            "/channel/messagesync",
                            new JsonObject()
                                    .put("login_uid", uid)
                                    .put("channel_id", channelId)
                                    .put("channel_type", channelType)
                                    .put("start_message_seq", from)
                                    .put("end_message_seq", 0)
                                    .put("limit", 500)
                                    .put("pull_mode", 1))
                    .body());
            JsonArray messages = page.getJsonArray("messages", new JsonArray());
            for (int i = 0; i < messages.size(); i++) {
                JsonObject message = messages.getJsonObject(i);
                log.add(message.getString("client_msg_no"));
                from = message.getLong("message_seq") + 1;
            }
            more = page.getInteger("more", 0) == 1 && !messages.isEmpty();
        }
        return log;
    }

    private static boolean accepted(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            return false;
        }
        // v3 says 200 to a refusal as well, and tells it by the reason.
        return new JsonObject(response.body()).getInteger("reason", 1) == 1;
    }

    private HttpResponse<String> post(String path, JsonObject body) throws IOException, InterruptedException {
        return client.send(request(path, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, JsonObject body) {
        return HttpRequest.newBuilder(URI.create(api + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
    }
}
