package io.wkgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.wkgate.config.Secret;
import io.wkgate.config.UpstreamSettings;
import io.wkgate.config.UpstreamUrl;
import io.wkgate.outage.RealUpstream;
import io.wkgate.testing.EndOf;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise: the probe names each real server rightly from its first answer on, and never takes a 401 for a line. */
@Tag("real")
@EnabledIfEnvironmentVariable(
        named = "WUKONGIM_HOME",
        matches = ".+",
        disabledReason = "WUKONGIM_HOME names no folder of WuKongIM programs")
class RealUpstreamProbeTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        EndOf.vertx(vertx);
    }

    @ParameterizedTest
    @CsvSource({
        "v1.2.6, 1.2, v1.2.6",
        "v2.0.4, 2.x, unknown",
        "v2.0.10, 2.x, v2.0.10-20241221",
        "v2.2.5, 2.x, v2.2.5-20260422",
        "v3-20260823, 3.x, unknown"
    })
    void everyServerIsNamedFromItsFirstAnswerOn(String server, String line, String version) {
        try (RealUpstream upstream = RealUpstream.launch(server, Map.of())) {
            ProbeResult first = firstAnswer(upstream, "");
            assertThat(first).isInstanceOfSatisfying(ProbeResult.Recognised.class, known -> {
                assertThat(known.report().line()).isEqualTo(line);
                assertThat(known.report().version()).isEqualTo(version);
                assertThat(known.report().warnings()).isEmpty();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"v1.2.6, 1.2", "v2.0.4, 2.x", "v2.2.5, 2.x"})
    void aTokenThatIsMissingOrWrongIsNoLine(String server, String line) {
        try (RealUpstream upstream = RealUpstream.launch(server, Map.of("WK_MANAGERTOKEN", "secret"))) {
            assertThat(firstAnswer(upstream, "")).isInstanceOf(ProbeResult.TokenRefused.class);
            assertThat(firstAnswer(upstream, "wrong")).isInstanceOf(ProbeResult.TokenRefused.class);
            assertThat(firstAnswer(upstream, "secret"))
                    .isInstanceOfSatisfying(
                            ProbeResult.Recognised.class,
                            known -> assertThat(known.report().line()).isEqualTo(line));
        }
    }

    @Test
    void v3TakesNoNoticeOfAToken() {
        try (RealUpstream upstream = RealUpstream.launch("v3-20260823", Map.of())) {
            assertThat(firstAnswer(upstream, "any")).isInstanceOf(ProbeResult.Recognised.class);
        }
    }

    private ProbeResult firstAnswer(RealUpstream upstream, String token) {
        UpstreamSettings settings = new UpstreamSettings(
                List.of(UpstreamUrl.parse(upstream.api())),
                Optional.of(token).filter(text -> !text.isEmpty()).map(Secret::new),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                List.of(),
                Optional.empty(),
                Optional.empty());
        Patience patience =
                new Patience(Duration.ofSeconds(5), 1, Duration.ofMillis(10), 10_000, Duration.ofSeconds(1), 32);
        try (UpstreamClient client = new UpstreamClient(vertx, settings, patience)) {
            Probe probe = new Probe(client, Clock.systemUTC());
            return await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(
                            () -> probe.probe(client.nodes().get(0)).await(20, TimeUnit.SECONDS),
                            result -> !(result instanceof ProbeResult.Unreachable));
        }
    }
}
