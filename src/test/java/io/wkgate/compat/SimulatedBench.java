package io.wkgate.compat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wkgate.boot.Blocking;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.testing.EndOf;
import java.net.URI;
import java.time.Duration;

/** The simulator of one version. */
final class SimulatedBench implements Bench {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final String version;
    private final BenchSetup setup;
    private final WebhookInbox inbox;
    private final Simulator simulator;
    private final HttpCalls calls;
    private final ManagerCalls manager;

    SimulatedBench(String version, BenchSetup setup) {
        this.version = version;
        this.setup = setup;
        inbox = setup.grpc() ? WebhookInbox.overGrpc(vertx) : WebhookInbox.overHttp(vertx);
        simulator = Blocking.await(Simulator.start(vertx, options()), LIMIT);
        calls = new HttpCalls(simulator.url());
        manager = new ManagerCalls(simulator.managerUrl());
    }

    private SimulatorOptions options() {
        Profile profile = Profile.of(version);
        SimulatorOptions options =
                SimulatorOptions.of(profile).withTimeScale(setup.timeScale()).withManagerToken(setup.managerToken());
        options = setup.compressAbove() > 0 ? options.withCompressAbove(setup.compressAbove()) : options;
        return setup.grpc() && profile == Profile.V3 ? options : options.withWebhook(inbox.url() + setup.query());
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String line() {
        return ServerLine.of(version);
    }

    @Override
    public boolean real() {
        return false;
    }

    @Override
    public double timeScale() {
        return setup.timeScale();
    }

    @Override
    public String api() {
        return simulator.url();
    }

    @Override
    public Reply get(String pathAndQuery) {
        return calls.get(pathAndQuery);
    }

    @Override
    public Reply post(String path, JsonObject body) {
        return calls.post(path, body);
    }

    @Override
    public Reply manager(String pathAndQuery) {
        return manager.get(pathAndQuery);
    }

    @Override
    public Inbox webhook() {
        return inbox;
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
    public void stop() {
        Blocking.await(simulator.close(), LIMIT);
    }

    @Override
    public void restart() {
        Blocking.await(simulator.restart(), LIMIT);
    }

    @Override
    public void close() {
        EndOf.vertx(vertx);
    }
}
