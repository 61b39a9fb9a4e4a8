package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.wkgate.testing.EndOf;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a WuKongIM, and knows its callers by their user: counts their calls, and cuts off whom the test wants cut off. */
final class ReplicaFront implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final HttpServer server;
    private final String behind;

    ReplicaFront(String behind) {
        this.behind = behind;
        server = vertx.createHttpServer().requestHandler(this::handle);
        server.listen(0, "127.0.0.1").await();
    }

    /** The address that this user's replica is given; without the user it is the same for all. */
    String url(String user) {
        return "http://" + user + ":geheim@127.0.0.1:" + server.actualPort();
    }

    int calls(String user) {
        AtomicInteger count = calls.get(user);
        return count == null ? 0 : count.get();
    }

    /** From now on these get no answer. */
    void cut(String... users) {
        cut.addAll(Set.of(users));
    }

    void mend() {
        cut.clear();
    }

    private void handle(HttpServerRequest call) {
        String user = new String(
                        Base64.getDecoder()
                                .decode(call.getHeader("Authorization").substring("Basic ".length())),
                        StandardCharsets.UTF_8)
                .replaceFirst(":.*", "");
        calls.computeIfAbsent(user, first -> new AtomicInteger()).incrementAndGet();
        if (cut.contains(user)) {
            call.connection().close();
            return;
        }
        call.body()
                .compose(body -> pass(call, body))
                .onFailure(broken -> call.connection().close());
    }

    private Future<Void> pass(HttpServerRequest call, Buffer body) {
        RequestOptions options = new RequestOptions().setMethod(call.method()).setAbsoluteURI(behind + call.uri());
        return client.request(options)
                .compose(request -> request.send(body))
                .compose(answer -> answer.body()
                        .compose(bytes -> call.response()
                                .setStatusCode(answer.statusCode())
                                .end(bytes)));
    }

    @Override
    public void close() {
        EndOf.vertx(vertx);
    }
}
