package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.wkgate.config.Secret;
import io.wkgate.config.UpstreamSettings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * Calls WuKongIM's HTTP API, with the manager token in the header {@code token} (v1 and v2; v3 takes no notice of it).
 * Redirects are not followed, so that the token goes nowhere else. Thread-safe; a future completes on the caller's
 * context. Logs nothing.
 */
public final class UpstreamClient implements AutoCloseable {

    /** A page of messagesync with one payload of 16 MiB is 22 MB (upstream.md, "Webhook delivery", bodies). */
    static final int LARGEST_ANSWER = 64 << 20;

    private final Vertx vertx;
    private final WebClient client;
    private final Patience patience;
    private final Optional<Secret> token;
    private final List<UpstreamNode> nodes;
    private final Map<UpstreamNode, NodeGuard> guards = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer;

    public UpstreamClient(Vertx vertx, UpstreamSettings settings) {
        this(vertx, settings, Patience.of(settings.timeout()));
    }

    UpstreamClient(Vertx vertx, UpstreamSettings settings, Patience patience) {
        this.vertx = vertx;
        this.patience = patience;
        token = settings.token();
        nodes = UpstreamNode.of(settings.urls());
        int millis = (int) patience.limit().toMillis();
        client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setUserAgent("wkgate")
                        .setFollowRedirects(false)
                        // So that a host which swallows packets counts as not connected: nothing was sent.
                        .setConnectTimeout(Math.max(50, millis / 2)),
                new PoolOptions().setHttp1MaxSize(patience.inFlight()));
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "upstream-timer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The configured nodes. */
    public List<UpstreamNode> nodes() {
        return nodes;
    }

    /**
     * Calls one node.
     *
     * @return the answer with a status of 2xx; every failure is an {@link UpstreamException}
     */
    Future<UpstreamAnswer> call(UpstreamNode node, UpstreamRequest request) {
        return call(node, () -> request);
    }

    /** @param request asked for again before every try */
    Future<UpstreamAnswer> call(UpstreamNode node, Supplier<UpstreamRequest> request) {
        NodeGuard guard =
                guards.computeIfAbsent(node, unseen -> new NodeGuard("upstream-" + node.number(), patience, timer));
        return Future.fromCompletionStage(guard.run(() -> attempt(node, request.get())), vertx.getOrCreateContext())
                .recover(thrown -> Future.failedFuture(new UpstreamException(UpstreamFailure.of(thrown))));
    }

    private Future<UpstreamAnswer> attempt(UpstreamNode node, UpstreamRequest request) {
        HttpRequest<Buffer> prepared = client.requestAbs(
                        request.method(), node.url().base() + request.path())
                .as(new BoundedBody(LARGEST_ANSWER))
                // Ends the exchange when the time limit has given it up.
                .idleTimeout(patience.limit().toMillis());
        token.ifPresent(secret -> prepared.putHeader("token", secret.value()));
        request.bearer().ifPresent(secret -> prepared.putHeader("Authorization", "Bearer " + secret.value()));
        node.url().userInfo().ifPresent(secret -> prepared.putHeader("Authorization", basic(secret)));
        Future<HttpResponse<Buffer>> response =
                request.body().map(prepared::sendJsonObject).orElseGet(prepared::send);
        return response.compose(received -> {
            Buffer body = received.body();
            UpstreamAnswer answer = new UpstreamAnswer(received.statusCode(), body == null ? Buffer.buffer() : body);
            return answer.success()
                    ? Future.succeededFuture(answer)
                    : Future.failedFuture(new UpstreamException(new UpstreamFailure.Answered(answer)));
        });
    }

    private static String basic(Secret userInfo) {
        // A plus sign is itself in user info; URLDecoder would make a space of it.
        String decoded = URLDecoder.decode(userInfo.value().replace("+", "%2B"), StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(decoded.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives up what waits for another try. */
    @Override
    public void close() {
        timer.shutdownNow();
        client.close();
    }
}
