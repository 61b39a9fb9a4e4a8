package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.wkgate.config.SettingsLoader;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.testing.EndOf;
import io.wkgate.upstream.Dialect;
import io.wkgate.upstream.Probe;
import io.wkgate.upstream.ProbeResult;
import io.wkgate.upstream.UpstreamClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The promise: of the usual mistakes only those are listed that this WuKongIM can have, and what speaks for one brings it to
 * the front.
 */
class WebhookSuspectsTest {

    private static final String LOCAL = "http://127.0.0.1:6970/webhook/<token>";
    private static final String NAMED = "http://wkgate:6970/webhook/<token>";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        EndOf.vertx(vertx);
    }

    private Dialect dialect(Profile profile) {
        Simulator simulator =
                Simulator.start(vertx, SimulatorOptions.of(profile)).await();
        try (UpstreamClient client = new UpstreamClient(
                vertx,
                SettingsLoader.load(null, Map.of("WKGATE_UPSTREAM_URLS", simulator.url()))
                        .upstream())) {
            return ((ProbeResult.Recognised) new Probe(client, Clock.systemUTC())
                            .probe(client.nodes().get(0))
                            .await())
                    .report()
                    .dialect();
        }
    }

    private static List<String> list(WebhookSuspects suspects) {
        return suspects.text().lines().toList();
    }

    @Test
    void grpcIsFirstWhereThereIsSuchAThing() {
        assertThat(list(new WebhookSuspects(dialect(Profile.V2_2_5), "v2.2.5", false, LOCAL, false, 6979)))
                .first()
                .asString()
                .contains("gRPC and HTTP are both set", "6979");
        assertThat(list(new WebhookSuspects(dialect(Profile.V3), "unknown", false, LOCAL, false, 6979)))
                .noneMatch(line -> line.contains("gRPC"))
                .first()
                .asString()
                .contains("[webhook]");
    }

    @Test
    void anAddressOfThisMachineIsFirstWhereWuKongImIsElsewhere() {
        Dialect two = dialect(Profile.V2_2_5);
        assertThat(list(new WebhookSuspects(two, "v2.2.5", true, LOCAL, false, 0)))
                .first()
                .asString()
                .contains("leads elsewhere", "`wget -qO- http://127.0.0.1:6970/webhook/x`");
        assertThat(list(new WebhookSuspects(two, "v2.2.5", true, NAMED, false, 0)))
                .first()
                .asString()
                .contains("gRPC");
    }

    @Test
    void focusEventsAreListedOnlyOnVersionsThatKnowThem() {
        for (String version : List.of("v2.0.8-20241129", "v2.0.10-20241221", "v2.2.5")) {
            assertThat(new WebhookSuspects(dialect(Profile.V2_2_5), version, false, LOCAL, false, 0).text())
                    .contains("focusEvents");
        }
        for (String version : List.of("v1.2.6", "v2.0.7-20241104", "unknown")) {
            assertThat(new WebhookSuspects(dialect(Profile.V2_0_4), version, false, LOCAL, false, 0).text())
                    .doesNotContain("focusEvents");
        }
    }

    @Test
    void whatWuKongImSaysItselfIsNotSuspected() {
        assertThat(new WebhookSuspects(dialect(Profile.V3), "unknown", false, NAMED, true, 0).text())
                .contains("as it says itself")
                .doesNotContain("focus_events", "is not set");
    }
}
