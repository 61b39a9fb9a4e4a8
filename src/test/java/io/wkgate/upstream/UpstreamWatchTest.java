package io.wkgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.wkgate.config.Secret;
import io.wkgate.config.UpstreamSettings;
import io.wkgate.config.UpstreamUrl;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.testing.EndOf;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * The promise: every node is known by its own version, an upgrade behind our back is noticed, logged once and counted, and
 * neither an outage nor a wrong token costs the dialect that was known.
 */
class UpstreamWatchTest {

    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(UpstreamWatch.class);
    private UpstreamClient client;
    private UpstreamWatch watch;

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        watch.stop();
        client.close();
        EndOf.vertx(vertx);
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(null);
        assertThat(log()).noneMatch(line -> line.contains("geheim"));
    }

    private Simulator simulator(SimulatorOptions options) {
        return Simulator.start(vertx, options).await();
    }

    private void watch(String token, String... urls) {
        Duration limit = Duration.ofSeconds(10);
        UpstreamSettings settings = new UpstreamSettings(
                Stream.of(urls).map(UpstreamUrl::parse).toList(),
                Optional.of(new Secret(token)),
                limit,
                INTERVAL,
                List.of(),
                Optional.empty(),
                Optional.empty());
        Patience patience = new Patience(limit, 2, Duration.ofMillis(10), 100, INTERVAL, 32);
        client = new UpstreamClient(vertx, settings, patience);
        watch = new UpstreamWatch(vertx, client.nodes(), new Probe(client, Clock.systemUTC()), INTERVAL, registry);
        watch.start();
    }

    private NodeStatus status(int place) {
        return watch.statuses().get(place);
    }

    private void awaitState(int place, NodeStatus.State state) {
        await().until(() -> status(place).state() == state);
    }

    private double reachable(String node) {
        return registry.get("wkgate.upstream.reachable")
                .tag("node", node)
                .gauge()
                .value();
    }

    /** The one state that is 1. */
    private List<String> states(String node) {
        return registry.get("wkgate.upstream.state").tag("node", node).gauges().stream()
                .filter(gauge -> gauge.value() == 1)
                .map(gauge -> gauge.getId().getTag("state"))
                .toList();
    }

    private List<String> versions() {
        return registry.get("wkgate.upstream.version").gauges().stream()
                .map(gauge -> gauge.getId().getTag("version"))
                .toList();
    }

    private double versionChanges() {
        return registry.get("wkgate.upstream.version.changes").counter().count();
    }

    private double changes() {
        return registry.get("wkgate.upstream.dialect.changes").counter().count();
    }

    private List<String> log() {
        return List.copyOf(lines.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void everySimulatedVersionIsKnown(Profile profile) {
        watch(
                "geheim",
                simulator(SimulatorOptions.of(profile).withManagerToken("geheim"))
                        .url());
        awaitState(0, NodeStatus.State.KNOWN);
        UpstreamReport report = status(0).known().orElseThrow();
        assertThat(report.line())
                .isEqualTo(
                        switch (profile) {
                            case V1_2_6 -> "1.2";
                            case V2_0_4, V2_0_10, V2_2_5 -> "2.x";
                            case V3 -> "3.x";
                        });
        assertThat(report.warnings()).isEmpty();
        assertThat(reachable("1")).isEqualTo(1);
    }

    @Test
    void nodesMayDiffer() {
        Simulator old = simulator(SimulatorOptions.of(Profile.V2_0_10));
        Simulator upgraded = simulator(SimulatorOptions.of(Profile.V2_2_5));
        watch("geheim", old.url(), upgraded.url(), "http://user:geheim@127.0.0.1:1");
        awaitState(0, NodeStatus.State.KNOWN);
        awaitState(1, NodeStatus.State.KNOWN);
        awaitState(2, NodeStatus.State.UNREACHABLE);
        assertThat(status(0).known().orElseThrow().version()).startsWith("v2.0.10");
        assertThat(status(1).known().orElseThrow().version()).startsWith("v2.2.5");
        assertThat(status(2).known()).isEmpty();
        assertThat(reachable("3")).isZero();
        assertThat(states("2")).containsExactly("known");
        assertThat(states("3")).containsExactly("unreachable");
        assertThat(versions()).hasSize(2);
        assertThat(versionChanges()).isZero();
        assertThat(StatusJson.of(status(2)).encode()).doesNotContain("geheim").doesNotContain("user");
        assertThat(registry.getMeters())
                .noneMatch(meter -> meter.getId().toString().contains("geheim"));
    }

    @Test
    void anUpgradeBehindOurBackIsLoggedOnceAndCounted() {
        Simulator simulator = simulator(SimulatorOptions.of(Profile.V1_2_6));
        watch("geheim", simulator.url());
        awaitState(0, NodeStatus.State.KNOWN);
        simulator.kill().await();
        awaitState(0, NodeStatus.State.UNREACHABLE);
        assertThat(status(0).known().orElseThrow().line()).isEqualTo("1.2");
        assertThat(reachable("1")).isZero();
        assertThat(changes()).isZero();

        simulator.restart(SimulatorOptions.of(Profile.V3)).await();
        await().until(() -> status(0).known().orElseThrow().line().equals("3.x"));
        awaitAnotherRound();
        assertThat(changes()).isEqualTo(1);
        assertThat(log())
                .filteredOn(line -> line.contains("has changed"))
                .singleElement()
                .asString()
                .contains("is WuKongIM 3.x", "before it was 1.2, version v1.2.6");
        assertThat(log())
                .filteredOn(line -> line.contains("not reachable"))
                .singleElement()
                .asString()
                .endsWith("it is still spoken to as 1.2");
    }

    @Test
    void anotherVersionOfTheSameDialectIsLoggedAndCountedAsThat() {
        FakeServer server = FakeServer.recorded(vertx, "v2.2.5");
        watch("geheim", "http://" + server.url().authority());
        awaitState(0, NodeStatus.State.KNOWN);
        server.on("GET /varz", 200, "{\"server_id\":\"1\",\"version\":\"v2.2.6-20260901\",\"manager_on\":1}");
        await().until(() -> status(0).known().orElseThrow().version().startsWith("v2.2.6"));
        assertThat(changes()).isZero();
        await().until(() -> log().stream().anyMatch(line -> line.contains("has changed")));
        await().until(() -> versionChanges() == 1);
        await().untilAsserted(() -> assertThat(versions()).containsExactly("v2.2.6-20260901"));
    }

    @Test
    void aWrongTokenKeepsTheDialectAndSaysSoOnce() {
        Simulator simulator = simulator(SimulatorOptions.of(Profile.V2_2_5));
        watch("geheim", simulator.url());
        awaitState(0, NodeStatus.State.KNOWN);
        simulator.kill().await();
        simulator
                .restart(SimulatorOptions.of(Profile.V2_2_5).withManagerToken("other"))
                .await();
        awaitState(0, NodeStatus.State.TOKEN_REFUSED);
        awaitAnotherRound();
        assertThat(status(0).known().orElseThrow().version()).startsWith("v2.2.5");
        assertThat(reachable("1")).isEqualTo(1);
        assertThat(states("1")).containsExactly("token_refused");
        assertThat(log())
                .filteredOn(line -> line.contains("token missing or wrong"))
                .hasSize(1);

        simulator.kill().await();
        simulator.restart(SimulatorOptions.of(Profile.V2_2_5)).await();
        awaitState(0, NodeStatus.State.KNOWN);
        await().until(() -> log().stream().anyMatch(line -> line.endsWith("answers again")));
        assertThat(changes()).isZero();
    }

    @Test
    void whatIsStoppedAsksNoMore() {
        FakeServer server = FakeServer.start(vertx);
        watch("geheim", server.url().base());
        awaitState(0, NodeStatus.State.NOT_WUKONGIM);
        watch.stop();
        int asked = server.requests().size();
        await().during(INTERVAL.multipliedBy(4))
                .until(() -> server.requests().size() <= asked + ProbeRoute.values().length);
    }

    private void awaitAnotherRound() {
        var before = status(0).latest().orElseThrow().probedAt();
        await().until(() -> status(0).latest().orElseThrow().probedAt().isAfter(before));
    }
}
