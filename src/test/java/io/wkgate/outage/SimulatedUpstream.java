package io.wkgate.outage;

import io.vertx.core.Vertx;
import io.wkgate.boot.Blocking;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.testing.EndOf;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The simulator of one version. */
public final class SimulatedUpstream implements TestUpstream {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Simulator simulator;
    private final double timeScale;

    public SimulatedUpstream(String version, String webhook, double timeScale) {
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

    /** For what only a simulator can be told or asked. */
    public Simulator simulator() {
        return simulator;
    }

    @Override
    public Optional<String> manager() {
        return simulator.profile() == Profile.V3 ? Optional.of(simulator.managerUrl()) : Optional.empty();
    }

    @Override
    public Optional<Set<Long>> dropped() {
        return Optional.of(simulator.tally().dropped());
    }

    @Override
    public void kill() {
        Blocking.await(simulator.kill(), LIMIT);
    }

    @Override
    public void restart() {
        Blocking.await(simulator.restart(), LIMIT);
    }

    @Override
    public void close() {
        Blocking.await(simulator.kill(), LIMIT);
        EndOf.vertx(vertx);
    }
}
