package io.wkgate.upstream;

import io.vertx.core.Vertx;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.testing.EndOf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promise: every line's log is read in pages that end at a number, with entries as msg.notify had them, and nothing is
 * proven absent by an answer that cannot prove it; newest numbers, channels and conversations are told where the line can.
 */
class LogOfSimulatorTest {

    private final Vertx vertx = Vertx.vertx();
    private final NotifyReceiver webhook = new NotifyReceiver(vertx);

    @AfterEach
    void stop() {
        EndOf.vertx(vertx);
    }

    @ParameterizedTest
    @EnumSource
    void theLogIsToldAsOnARealServer(Profile profile) {
        Simulator simulator = start(profile);
        try (KnownUpstream known = KnownUpstream.of(vertx, simulator.url())) {
            new LogScenes(new LogServer(vertx, simulator.url(), known, false), webhook).play();
        }
    }

    @Test
    void theManagerTellsMore() {
        Simulator simulator = start(Profile.V3);
        try (KnownUpstream known =
                KnownUpstream.withManager(vertx, simulator.url(), "a1234567", simulator.managerUrl())) {
            new LogScenes(new LogServer(vertx, simulator.url(), known, true), webhook).play();
        }
    }

    private Simulator start(Profile profile) {
        return Simulator.start(
                        vertx,
                        SimulatorOptions.of(profile).withManagerToken("geheim").withWebhook(webhook.url()))
                .await();
    }
}
