package io.wkgate.revoke;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.wkgate.boot.Blocking;
import io.wkgate.testing.EndOf;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/** Stands between the gateway and WuKongIM's API, and does to calls what networks and servers in trouble do. */
final class UpstreamFront implements AutoCloseable {

    /** What becomes of a call. */
    enum Trouble {
        NONE,
        /** It waits, and then is passed on. */
        SLOW,
        /** It is never answered, and never passed on. */
        SILENT,
        ERROR_500,
        UNAVAILABLE_503,
        /** A page that no WuKongIM sends. */
        GARBAGE,
        /** WuKongIM 3 says that the channel is banned. */
        BANNED,
        /** WuKongIM does it, and its answer is lost. */
        ANSWER_LOST
    }

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long SLOW_MILLIS = 3000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final HttpServer server;
    private final RevokeServer behind;
    private final AtomicInteger troubled = new AtomicInteger();
    private volatile Trouble trouble = Trouble.NONE;
    private volatile BiPredicate<String, String> concerned = (path, body) -> true;

    UpstreamFront(RevokeServer behind) {
        this.behind = behind;
        server = Blocking.await(
                vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1"), LIMIT);
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** From now on this happens to every call. */
    void make(Trouble next) {
        make(next, (path, body) -> true);
    }

    /**
     * From now on this happens to some calls.
     *
     * @param calls by path and body
     */
    void make(Trouble next, BiPredicate<String, String> calls) {
        concerned = calls;
        trouble = next;
    }

    /** How many calls it has happened to. */
    int troubled() {
        return troubled.get();
    }

    private void handle(HttpServerRequest call) {
        call.body().onSuccess(body -> {
            Trouble now = concerned.test(call.path(), body.toString()) ? trouble : Trouble.NONE;
            if (now != Trouble.NONE) {
                troubled.incrementAndGet();
            }
            switch (now) {
                case NONE ->
                    pass(call, body).onFailure(broken -> call.connection().close());
                case SLOW ->
                    vertx.timer(SLOW_MILLIS, TimeUnit.MILLISECONDS)
                            .compose(waited -> pass(call, body))
                            .onFailure(broken -> call.connection().close());
                case SILENT -> {}
                case ERROR_500 -> call.response().setStatusCode(500).end("{\"msg\":\"boom\",\"status\":500}");
                case UNAVAILABLE_503 -> call.response().setStatusCode(503).end("{\"error\":\"retry required\"}");
                case GARBAGE -> call.response().end("<html>welcome to nginx</html>");
                case BANNED -> call.response().end("{\"message_id\":0,\"message_seq\":0,\"reason\":19}");
                case ANSWER_LOST ->
                    forward(call, body).onComplete(done -> call.connection().close());
            }
        });
    }

    private Future<Void> pass(HttpServerRequest call, Buffer body) {
        return forward(call, body)
                .compose(answer -> call.response()
                        .setStatusCode(answer.status())
                        .putHeader("Content-Type", "application/json")
                        .end(answer.body()));
    }

    private record Answer(int status, Buffer body) {}

    private Future<Answer> forward(HttpServerRequest call, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setAbsoluteURI(URI.create(behind.api() + call.uri()).toString());
        return client.request(options)
                .compose(request -> request.send(body)
                        .compose(response -> response.body().map(bytes -> new Answer(response.statusCode(), bytes))));
    }

    @Override
    public void close() {
        EndOf.vertx(vertx);
    }
}
