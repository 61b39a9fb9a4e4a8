package io.wkgate.chat;

import io.vertx.core.Vertx;
import io.wkgate.boot.Blocking;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.testing.EndOf;
import java.net.URI;
import java.time.Duration;

/** The simulator of one version. */
final class SimulatedChatUpstream implements ChatUpstream {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Simulator simulator;

    SimulatedChatUpstream(String version) {
        simulator = Blocking.await(Simulator.start(vertx, SimulatorOptions.of(Profile.of(version))), LIMIT);
    }

    /** Dies and comes back on the same port. */
    void crashAndRestart() {
        Blocking.await(simulator.kill(), LIMIT);
        Blocking.await(simulator.restart(), LIMIT);
    }

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
}
