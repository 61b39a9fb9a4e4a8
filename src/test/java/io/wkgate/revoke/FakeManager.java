package io.wkgate.revoke;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.boot.Blocking;
import io.wkgate.testing.EndOf;
import java.time.Duration;
import java.util.List;

/** WuKongIM 3's manager listener, as far as it tells the members of any group, or fails to. */
final class FakeManager implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private volatile int status;
    private volatile JsonObject body;

    /** One that fails. */
    FakeManager(int status) {
        fails(status);
        server = Blocking.await(
                vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"), LIMIT);
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** From now on it fails so. */
    void fails(int as) {
        status = as;
        body = new JsonObject().put("error", "a_test").put("message", "a test");
    }

    /** From now on it tells these. */
    void tells(String... uids) {
        JsonArray items = new JsonArray();
        List.of(uids).forEach(uid -> items.add(new JsonObject().put("uid", uid)));
        body = new JsonObject().put("items", items).put("has_more", false);
        status = 200;
    }

    private void answer(HttpServerRequest request) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer());
    }

    @Override
    public void close() {
        EndOf.vertx(vertx);
    }
}
