package io.wkgate.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.config.UpstreamUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A server that answers {@code POST /message/send} as the real one of that version answered when it was recorded: what is
 * asked is compared with the recorded requests by its shape, that is, without numbers, payload and the list of subscribers.
 */
final class RecordedStubs implements AutoCloseable {

    private static final String SEND = "/message/send";

    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .globalTemplating(false));

    private RecordedStubs() {
        server.start();
    }

    static RecordedStubs of(String version) {
        RecordedStubs stubs = new RecordedStubs();
        for (JsonObject pair : recording(version)) {
            JsonObject request = pair.getJsonObject("request");
            if (SEND.equals(request.getString("path")) && request.getValue("body") instanceof JsonObject body) {
                JsonObject response = pair.getJsonObject("response");
                stubs.on(shape(body), response.getInteger("status"), response.getString("body"));
            }
        }
        return stubs;
    }

    /** One that knows no request but what a test prepares. */
    static RecordedStubs empty() {
        return new RecordedStubs();
    }

    private void on(JsonObject shape, int status, String body) {
        server.stubFor(post(urlPathEqualTo(SEND))
                .andMatching(asked -> MatchResult.of(shape.equals(shape(body(asked)))))
                .willReturn(aResponse().withStatus(status).withBody(body)));
    }

    /** A send of this shape is answered so. */
    void onSend(JsonObject body, int status, String answer) {
        on(shape(body), status, answer);
    }

    /** From now on every call of the path is answered so. */
    RecordedStubs always(String path, int status, String body) {
        server.stubFor(post(urlPathEqualTo(path))
                .willReturn(aResponse().withStatus(status).withBody(body)));
        return this;
    }

    /** What was recorded as the answer to a request of that name. */
    static JsonObject answer(String version, String name) {
        return recording(version).stream()
                .filter(pair -> pair.getString("name").equals(name))
                .findFirst()
                .orElseThrow()
                .getJsonObject("response");
    }

    private static List<JsonObject> recording(String version) {
        try (InputStream stream = RecordedStubs.class.getResourceAsStream("/recordings/" + version + "/api.json")) {
            return new JsonArray(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .stream().map(JsonObject.class::cast).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject body(Request request) {
        return new JsonObject(request.getBodyAsString());
    }

    private static JsonObject shape(JsonObject body) {
        JsonObject header = body.getJsonObject("header", new JsonObject());
        boolean subscribers = !body.getJsonArray("subscribers", new JsonArray()).isEmpty();
        JsonObject shape = new JsonObject()
                .put("sync_once", header.getInteger("sync_once", 0))
                .put("from_uid", body.getString("from_uid", ""))
                .put("payload", body.containsKey("payload"))
                .put("channel_id", body.getString("channel_id", ""))
                .put("channel_type", body.getInteger("channel_type", 0))
                .put("subscribers", subscribers);
        // Recorded for a channel only; a send to subscribers is answered alike.
        return subscribers ? shape : shape.put("no_persist", header.getInteger("no_persist", 0));
    }

    /** The bodies that were sent, in their order. */
    List<JsonObject> sent(String path) {
        return server.findAll(postRequestedFor(urlPathEqualTo(path))).stream()
                .map(logged -> new JsonObject(logged.getBodyAsString()))
                .toList();
    }

    List<JsonObject> sent() {
        return sent(SEND);
    }

    /** A body as it is compared: the payload as the JSON that it is, and without its number. */
    static JsonObject plain(JsonObject body) {
        JsonObject plain = body.copy();
        plain.remove("client_msg_no");
        byte[] payload = Base64.getDecoder().decode(plain.getString("payload"));
        return plain.put("payload", new JsonObject(new String(payload, StandardCharsets.UTF_8)));
    }

    UpstreamUrl url() {
        return UpstreamUrl.parse(server.baseUrl());
    }

    @Override
    public void close() {
        server.stop();
    }
}
