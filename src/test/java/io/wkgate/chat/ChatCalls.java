package io.wkgate.chat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.testing.PlainHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** The calls of the API that put users, groups and messages in place; all versions understand them. */
public final class ChatCalls {
    public static final int PERSON = 1;
    public static final int GROUP = 2;

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client = PlainHttp.client();
    private final String api;

    public ChatCalls(String api) {
        this.api = api;
    }

    public void token(String uid, int deviceFlag) {
        post(
                "/user/token",
                new JsonObject()
                        .put("uid", uid)
                        .put("token", "t")
                        .put("device_flag", deviceFlag)
                        .put("device_level", 1));
    }

    public void group(String channelId, boolean large, String... members) {
        post("/channel", channel(channelId, GROUP).put("large", large ? 1 : 0).put("subscribers", JsonArray.of((Object
                        [])
                members)));
    }

    /** A message with the given header; the text is what its receivers find in their payload. */
    public HttpResponse<String> send(
            JsonObject target, String fromUid, JsonObject header, String clientMsgNo, String text) {
        return post(
                "/message/send",
                target.copy()
                        .put("header", header)
                        .put("from_uid", fromUid)
                        .put("client_msg_no", clientMsgNo)
                        .put("payload", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    }

    public static JsonObject channel(String channelId, int channelType) {
        return new JsonObject().put("channel_id", channelId).put("channel_type", channelType);
    }

    public static JsonObject subscribers(String... uids) {
        return new JsonObject().put("subscribers", JsonArray.of((Object[]) uids));
    }

    public static JsonObject header(boolean noPersist, boolean redDot, boolean syncOnce) {
        return new JsonObject()
                .put("no_persist", noPersist ? 1 : 0)
                .put("red_dot", redDot ? 1 : 0)
                .put("sync_once", syncOnce ? 1 : 0);
    }

    public HttpResponse<String> post(String path, JsonObject body) {
        return post(path, body.encode());
    }

    public HttpResponse<String> post(String path, JsonArray body) {
        return post(path, body.encode());
    }

    private HttpResponse<String> post(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
