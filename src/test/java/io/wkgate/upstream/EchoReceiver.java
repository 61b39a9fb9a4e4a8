package io.wkgate.upstream;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.RevokeCommand;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A webhook that notes which messages' revokes came back through it. */
final class EchoReceiver {

    private final Set<Long> revoked = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    EchoReceiver(Vertx vertx) {
        server = vertx.createHttpServer();
        server.requestHandler(this::handle).listen(0, "127.0.0.1").await();
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            if (request.uri().contains("msg.notify")) {
                new JsonArray(body)
                        .stream()
                                .map(JsonObject.class::cast)
                                .map(entry -> RevokeCommand.of(
                                        Buffer.buffer(Base64.getDecoder().decode(entry.getString("payload")))))
                                .flatMap(Optional::stream)
                                .forEach(command -> revoked.add(command.messageId()));
            }
            request.response().end();
        });
    }

    boolean echoed(long messageId) {
        return revoked.contains(messageId);
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/webhook";
    }
}
