package io.wkgate.revoke;

import io.vertx.core.Vertx;
import io.wkgate.boot.Blocking;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.testing.EndOf;
import java.net.URI;
import java.time.Duration;

/** The simulator of one version. */
final class SimulatedRevokeServer implements RevokeServer {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Simulator simulator;
    private final String webhook;

    SimulatedRevokeServer(String version, String webhook) {
        this.webhook = webhook;
        simulator = Blocking.await(Simulator.start(vertx, options(version)), LIMIT);
    }

    private SimulatorOptions options(String version) {
        return SimulatorOptions.of(Profile.of(version)).withWebhook(webhook);
    }

    Simulator simulator() {
        return simulator;
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
    public void kill() {
        Blocking.await(simulator.kill(), LIMIT);
    }

    @Override
    public void restart() {
        Blocking.await(simulator.restart(), LIMIT);
    }

    /** Starts again as another version, as after an upgrade. */
    void restartAs(String version) {
        Blocking.await(simulator.restart(options(version)), LIMIT);
    }

    @Override
    public void close() {
        EndOf.vertx(vertx);
    }
}
