package io.wkgate.upstream;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.config.UpstreamUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on 127.0.0.1 that gives prepared answers, and 404 to everything else, as Gin does. */
final class FakeServer {

    /** What no recording holds and was measured on every version that has it (ProbeRoute says which). */
    private static final Map<String, Prepared> MEASURED = Map.of(
            "GET /migrate/result",
                    new Prepared(200, "{\"status\":\"running\",\"step\":\"\",\"last_err\":null,\"try_count\":0}"),
            "POST /messages", new Prepared(400, "{\"msg\":\"channel_id不能为空！\",\"status\":400}"),
            "GET /channel/last_message", new Prepared(400, "{\"msg\":\"channel_id不能为空\",\"status\":400}"),
            "POST /channel/messagesyncbatch", new Prepared(400, "{\"msg\":\"login_uid不能为空！\",\"status\":400}"));

    private final Map<String, Prepared> prepared = new ConcurrentHashMap<>();
    private final Map<String, Prepared> next = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<MultiMap> headers = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private FakeServer(Vertx vertx) {
        server = vertx.createHttpServer();
        server.requestHandler(this::answer).listen(0, "127.0.0.1").await();
    }

    static FakeServer start(Vertx vertx) {
        return new FakeServer(vertx);
    }

    /** One that answers what the real server of that version answered. */
    static FakeServer recorded(Vertx vertx, String version) {
        FakeServer fake = new FakeServer(vertx);
        for (JsonObject pair : recording(version)) {
            JsonObject request = pair.getJsonObject("request");
            JsonObject response = pair.getJsonObject("response");
            String path = request.getString("path").replaceFirst("\\?.*", "");
            String key = request.getString("method") + " " + path;
            boolean probed = response.getInteger("status") != 404
                    && (request.getString("method").equals("GET") || MEASURED.containsKey(key));
            if (probed) {
                Prepared recorded = new Prepared(response.getInteger("status"), response.getString("body", ""));
                fake.prepared.put(key, MEASURED.getOrDefault(key, recorded));
            }
        }
        if (version.startsWith("v2")) {
            fake.prepared.put("GET /migrate/result", MEASURED.get("GET /migrate/result"));
        }
        return fake;
    }

    private static List<JsonObject> recording(String version) {
        try (InputStream stream = FakeServer.class.getResourceAsStream("/recordings/" + version + "/api.json")) {
            return new JsonArray(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .stream().map(JsonObject.class::cast).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on it answers so. */
    FakeServer on(String route, int status, String body) {
        prepared.put(route, new Prepared(status, body));
        return this;
    }

    /** It answers the next request to that route so, and then as before. */
    FakeServer once(String route, int status, String body) {
        next.put(route, new Prepared(status, body));
        return this;
    }

    /** From now on it does not know the route. */
    FakeServer without(String... routes) {
        List.of(routes).forEach(prepared::remove);
        return this;
    }

    /** From now on it never answers that route. */
    FakeServer silent(String route) {
        return on(route, 0, "");
    }

    private void answer(HttpServerRequest request) {
        String route = request.method() + " " + request.path();
        requests.add(route);
        headers.add(request.headers());
        Prepared always =
                prepared.getOrDefault(route, prepared.getOrDefault("*", new Prepared(404, "404 page not found")));
        Prepared first = next.remove(route);
        Prepared answer = first == null ? always : first;
        if (answer.status() == 302) {
            request.response().putHeader("Location", answer.body());
        }
        if (answer.status() != 0) {
            request.response().setStatusCode(answer.status()).end(answer.body());
        }
    }

    /** Every request so far, as {@code GET /varz}. */
    List<String> requests() {
        return requests;
    }

    /** The headers of every request so far. */
    List<MultiMap> headers() {
        return headers;
    }

    UpstreamUrl url() {
        return UpstreamUrl.parse("http://127.0.0.1:" + server.actualPort());
    }

    private record Prepared(int status, String body) {}
}
