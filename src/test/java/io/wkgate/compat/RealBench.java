package io.wkgate.compat;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wkgate.outage.RealUpstream;
import io.wkgate.testing.EndOf;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A real server of one version, from the folder that {@code WUKONGIM_HOME} names. One that wants a manager token is started
 * without a webhook.
 */
final class RealBench implements Bench {

    /** A batch that was begun by the warm-up has come by then: the longest interval of any version is half a second. */
    private static final Duration QUIET = Duration.ofMillis(1500);

    private final Vertx vertx = Vertx.vertx();
    private final String version;
    private final WebhookInbox inbox;
    private final RealUpstream upstream;
    private final HttpCalls calls;

    RealBench(String version, BenchSetup setup) {
        this.version = version;
        inbox = setup.grpc() ? WebhookInbox.overGrpc(vertx) : WebhookInbox.overHttp(vertx);
        upstream = start(setup);
        calls = new HttpCalls(upstream.api());
        if (isGuarded(setup)) {
            await().ignoreExceptions().until(() -> calls.get("/health").status() > 0);
        }
        await().pollDelay(QUIET).until(() -> true);
        inbox.forget();
    }

    /** v3 has no such setting, and does not start where it finds it in its environment. */
    private boolean isGuarded(BenchSetup setup) {
        return !setup.managerToken().isEmpty() && !line().equals(ServerLine.THREE);
    }

    private RealUpstream start(BenchSetup setup) {
        if (isGuarded(setup)) {
            return RealUpstream.launch(version, Map.of("WK_MANAGERTOKEN", setup.managerToken()));
        }
        boolean hasNone = setup.grpc() && line().equals(ServerLine.THREE);
        if (hasNone) {
            return RealUpstream.start(version);
        }
        // A real v3 does not start with it.
        Map<String, String> environment = setup.compressAbove() > 0 && !line().equals(ServerLine.THREE)
                ? Map.of("WK_CHANNEL_SUBSCRIBERCOMPRESSOFCOUNT", String.valueOf(setup.compressAbove()))
                : Map.of();
        return RealUpstream.start(version, inbox.url() + setup.query(), environment);
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String line() {
        return ServerLine.of(version);
    }

    @Override
    public boolean real() {
        return true;
    }

    @Override
    public double timeScale() {
        return 1;
    }

    @Override
    public String api() {
        return upstream.api();
    }

    @Override
    public Reply get(String pathAndQuery) {
        return calls.get(pathAndQuery);
    }

    @Override
    public Reply post(String path, JsonObject body) {
        return calls.post(path, body);
    }

    @Override
    public Reply manager(String pathAndQuery) {
        return new ManagerCalls(upstream.manager().orElseThrow()).get(pathAndQuery);
    }

    @Override
    public Inbox webhook() {
        return inbox;
    }

    @Override
    public URI webSocket() {
        return upstream.webSocket();
    }

    @Override
    public void kill() {
        upstream.kill();
    }

    @Override
    public void stop() {
        upstream.stop();
    }

    @Override
    public void restart() {
        upstream.restart();
    }

    @Override
    public void close() {
        upstream.close();
        EndOf.vertx(vertx);
    }
}
