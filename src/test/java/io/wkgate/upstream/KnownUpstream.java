package io.wkgate.upstream;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.wkgate.config.Secret;
import io.wkgate.config.UpstreamSettings;
import io.wkgate.config.UpstreamUrl;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An {@link Upstream} as the gateway has it, which asks only at its start and when something does not fit. */
final class KnownUpstream implements AutoCloseable {

    final Upstream upstream;
    final UpstreamWatch watch;
    private final UpstreamClient client;

    private KnownUpstream(Vertx vertx, UpstreamSettings settings) {
        Patience patience =
                new Patience(Duration.ofSeconds(5), 1, Duration.ofMillis(5), 1000, Duration.ofMillis(100), 32);
        client = new UpstreamClient(vertx, settings, patience);
        watch = new UpstreamWatch(
                vertx,
                client.nodes(),
                new Probe(client, Clock.systemUTC()),
                Duration.ofHours(1),
                new SimpleMeterRegistry());
        upstream = new Upstream(vertx, settings, client, watch);
        watch.start();
        await().until(() ->
                watch.statuses().stream().allMatch(status -> status.latest().isPresent()));
    }

    static KnownUpstream of(Vertx vertx, String... urls) {
        return new KnownUpstream(vertx, settings(List.of(urls), List.of(), ""));
    }

    static KnownUpstream withManager(Vertx vertx, String url, String password, String... managerUrls) {
        return new KnownUpstream(vertx, settings(List.of(url), List.of(managerUrls), password));
    }

    private static UpstreamSettings settings(List<String> urls, List<String> managerUrls, String password) {
        return StepRunner.settings(
                urls.stream().map(UpstreamUrl::parse).toList(),
                managerUrls.stream().map(UpstreamUrl::parse).toList(),
                Optional.of("admin").filter(user -> !password.isEmpty()),
                Optional.of(password).filter(text -> !text.isEmpty()).map(Secret::new));
    }

    KnownNode node() {
        return upstream.node(0).orElseThrow();
    }

    @Override
    public void close() {
        watch.stop();
        upstream.close();
        client.close();
    }
}
