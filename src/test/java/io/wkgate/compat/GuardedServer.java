package io.wkgate.compat;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.wkgate.outage.RealUpstream;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.testing.EndOf;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A WuKongIM like that of a bench, but with a manager token in its configuration. */
final class GuardedServer implements AutoCloseable {

    static final String TOKEN = "secret";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final Runnable end;

    private GuardedServer(String url, Runnable end) {
        this.url = url;
        this.end = end;
    }

    static GuardedServer like(Bench bench) throws Exception {
        if (bench.real()) {
            RealUpstream server = RealUpstream.launch(bench.version(), Map.of("WK_MANAGERTOKEN", TOKEN));
            return new GuardedServer(server.api(), server::close);
        }
        Vertx vertx = Vertx.vertx();
        SimulatorOptions options = SimulatorOptions.of(Profile.of(bench.version()))
                .withManagerToken(TOKEN);
        Simulator simulator = Simulator.start(vertx, options).await(20, TimeUnit.SECONDS);
        return new GuardedServer(simulator.url(), () -> EndOf.vertx(vertx));
    }

    /** The status of a GET, asked for until the server is up. */
    int status(String path, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("token", token)
                .timeout(Duration.ofSeconds(10))
                .build();
        return await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreException(IOException.class)
                .until(
                        () -> client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode(),
                        status -> true);
    }

    @Override
    public void close() {
        end.run();
    }
}
