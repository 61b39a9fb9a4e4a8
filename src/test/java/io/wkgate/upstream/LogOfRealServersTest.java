package io.wkgate.upstream;

import io.vertx.core.Vertx;
import io.wkgate.outage.RealUpstream;
import io.wkgate.testing.EndOf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise of {@link LogOfSimulatorTest}, on every real server. */
@Tag("real")
@EnabledIfEnvironmentVariable(
        named = "WUKONGIM_HOME",
        matches = ".+",
        disabledReason = "WUKONGIM_HOME names no folder of WuKongIM programs")
class LogOfRealServersTest {

    private final Vertx vertx = Vertx.vertx();
    private final NotifyReceiver webhook = new NotifyReceiver(vertx);

    @AfterEach
    void stop() {
        EndOf.vertx(vertx);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823"})
    void theLogIsToldAsTheDialectExpects(String version) {
        try (RealUpstream server = RealUpstream.start(version, webhook.url());
                KnownUpstream known = KnownUpstream.of(vertx, server.api())) {
            new LogScenes(new LogServer(vertx, server.api(), known, false), webhook).play();
        }
    }

    @Test
    void theManagerTellsMore() {
        try (RealUpstream server = RealUpstream.start("v3-20260823", webhook.url());
                KnownUpstream known = KnownUpstream.withManager(
                        vertx, server.api(), "", server.manager().orElseThrow())) {
            new LogScenes(new LogServer(vertx, server.api(), known, true), webhook).play();
        }
    }
}
