package io.wkgate.upstream;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook that notes every message that it is told of. */
final class NotifyReceiver {

    private final List<JsonObject> entries = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    NotifyReceiver(Vertx vertx) {
        server = vertx.createHttpServer();
        server.requestHandler(this::handle).listen(0, "127.0.0.1").await();
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            if (request.uri().contains("msg.notify")) {
                new JsonArray(body).forEach(entry -> entries.add((JsonObject) entry));
            }
            request.response().end();
        });
    }

    List<JsonObject> entries() {
        return entries;
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/webhook";
    }
}
