package io.wkgate.outage;

import io.vertx.core.Vertx;
import io.wkgate.boot.Blocking;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.testing.EndOf;
import java.time.Duration;

/** The simulator of one version. */
final class SimulatedUpstream implements TestUpstream {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Simulator simulator;
    private final double timeScale;

    SimulatedUpstream(String version, String webhook, double timeScale) {
        this.timeScale = timeScale;
        Profile profile = Profile.of(version);
        simulator = Blocking.await(
                Simulator.start(
                        vertx,
                        SimulatorOptions.of(profile).withTimeScale(timeScale).withWebhook(webhook)),
                LIMIT);
    }

    @Override
    public String api() {
        return simulator.url();
    }

    @Override
    public double timeScale() {
        return timeScale;
    }

    @Override
    public void close() {
        Blocking.await(simulator.kill(), LIMIT);
        EndOf.vertx(vertx);
    }
}
