package io.wkgate.chat;

import io.vertx.core.Vertx;
import io.wkgate.boot.Blocking;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import java.net.URI;
import java.time.Duration;

class ReceivedFromSimulatorTest extends ReceivedOnEveryVersionTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Override
    ChatUpstream start(String version) {
        Vertx vertx = Vertx.vertx();
        Simulator simulator = Blocking.await(Simulator.start(vertx, SimulatorOptions.of(Profile.of(version))), LIMIT);
        return new ChatUpstream() {
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
                Blocking.await(vertx.close(), LIMIT);
            }
        };
    }

    @Override
    Duration pause() {
        return Duration.ofMillis(5);
    }

    @Override
    Duration quiet() {
        return Duration.ofMillis(100);
    }
}
