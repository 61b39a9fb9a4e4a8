package io.wkgate.repair;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.wkgate.store.embedded.LoopbackPort;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes each webhook call on to the next of several gateways in turn, as a load balancer does. */
final class Turns {

    private static final int GATEWAY_AWAY = 502;

    private final HttpClient client;
    private final List<Integer> ports;
    private final AtomicInteger turn = new AtomicInteger();

    private Turns(Vertx vertx, List<Integer> ports) {
        this.client = vertx.createHttpClient();
        this.ports = ports;
    }

    /** Listens until that Vert.x is closed. */
    static void start(Vertx vertx, int port, List<Integer> gateways) {
        HttpServer server = vertx.createHttpServer();
        server.requestHandler(new Turns(vertx, gateways)::pass)
                .listen(port, LoopbackPort.HOST)
                .await();
    }

    private void pass(HttpServerRequest call) {
        int port = ports.get(turn.getAndIncrement() % ports.size());
        call.body()
                .compose(body -> post(port, call.uri(), body))
                .recover(away -> Future.succeededFuture(GATEWAY_AWAY))
                .onSuccess(status -> call.response().setStatusCode(status).end());
    }

    private Future<Integer> post(int port, String uri, Buffer body) {
        return client.request(HttpMethod.POST, port, LoopbackPort.HOST, uri)
                .compose(request ->
                        request.putHeader("Content-Type", "application/json").send(body))
                .compose(response -> response.end().map(read -> response.statusCode()));
    }
}
