package io.wkgate.delivery;

import io.vertx.core.Vertx;
import io.wkgate.boot.Blocking;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.testing.EndOf;
import java.net.URI;

class OnePointTwoReceiverOfSimulatorTest extends OnePointTwoReceiverTest {

    @Override
    ShapeUpstream start(String version, String webhook) {
        Vertx vertx = Vertx.vertx();
        Simulator simulator = Blocking.await(
                Simulator.start(vertx, SimulatorOptions.of(Profile.of(version)).withWebhook(webhook)), Scene.LIMIT);
        return new ShapeUpstream() {
            @Override
            public String api() {
                return simulator.url();
            }

            @Override
            public URI webSocket() {
                return simulator.webSocketUrl();
            }

            @Override
            public void close() {
                EndOf.vertx(vertx);
            }
        };
    }
}
