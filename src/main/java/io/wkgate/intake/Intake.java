package io.wkgate.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.IntakeSettings;
import io.wkgate.config.Secret;
import io.wkgate.store.MessageStore;
import io.wkgate.web.Parting;
import io.wkgate.web.ServerTls;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The listeners for WuKongIM's webhook. An event is acknowledged only after the commit of what it holds; while the
 * database is away it waits, as long as upstream does and there is room.
 */
public final class Intake {

    private final Vertx vertx;
    private final IntakeSettings settings;
    private final Admission admission;
    private final List<HttpIntake> http = new ArrayList<>();
    private final List<GrpcIntake> grpc = new ArrayList<>();
    private final AtomicInteger httpPort = new AtomicInteger();
    private final AtomicInteger grpcPort = new AtomicInteger();
    private final Parting parting = new Parting();

    /**
     * @param echoes told, after the commit and on an event loop, which messages the commands revoke that were committed
     *     just now; the same ones again when upstream sends a command again. It must not block, and what it throws costs
     *     nothing but a line in the log
     * @param relay asked what of an event is to be relayed; that is committed with it, and then told to it
     * @param losses told of every msg.notify that is not acknowledged, on an event loop
     */
    public Intake(
            Vertx vertx,
            IntakeSettings settings,
            MessageStore store,
            DatabaseWatch watch,
            MeterRegistry registry,
            Clock clock,
            Consumer<List<Long>> echoes,
            RelayPlan relay,
            Losses losses) {
        this.vertx = vertx;
        this.settings = settings;
        HeldBytes held = new HeldBytes(settings.holdBytes().bytes());
        IntakeMetrics metrics = new IntakeMetrics(registry, clock, held);
        metrics.database(watch);
        GroupCommit commit = new GroupCommit(
                vertx,
                store,
                metrics,
                watch,
                settings.commitsInFlight(),
                new Echoes(echoes),
                new CommittedEvents(relay));
        int entryLimit = (int) Math.min(Integer.MAX_VALUE, settings.entryLimit().bytes());
        admission = new Admission(commit, relay, metrics, new Unacknowledged(losses), held, entryLimit);
    }

    /** Begins to listen, in plain. */
    public Future<Void> start(Secret token, int eventLoops) {
        return start(token, eventLoops, ServerTls.plain(), ServerTls.plain());
    }

    /**
     * Begins to listen.
     *
     * @param token the secret segment of the webhook's address
     * @param eventLoops how many event loops share each port
     */
    public Future<Void> start(Secret token, int eventLoops, ServerTls httpTls, ServerTls grpcTls) {
        List<Future<?>> started = new ArrayList<>();
        for (int i = 0; i < eventLoops; i++) {
            HttpIntake listener = new HttpIntake(settings, token, admission, httpPort, httpTls, parting);
            http.add(listener);
            started.add(vertx.deployVerticle(listener, new DeploymentOptions()));
            if (settings.grpcPort() >= 0) {
                GrpcIntake grpcListener = new GrpcIntake(settings, admission, grpcPort, grpcTls);
                grpc.add(grpcListener);
                started.add(vertx.deployVerticle(grpcListener, new DeploymentOptions()));
            }
        }
        return Future.all(started).mapEmpty();
    }

    /** What came so far. */
    public WebhookSigns signs() {
        return admission.metrics().signs();
    }

    /** The port of the HTTP webhook, once started. */
    public int httpPort() {
        return httpPort.get();
    }

    /** The port of the gRPC webhook, once started; 0 if it is off. */
    public int grpcPort() {
        return grpcPort.get();
    }

    /** From now on whoever posts is sent elsewhere with the answer, and what comes all the same is taken. */
    public void draining() {
        parting.begin();
    }

    /** Takes nothing new and answers what is open; what is not answered within the time is cut off. */
    public Future<Void> drain(Duration timeout) {
        List<Future<Void>> drained = new ArrayList<>();
        http.forEach(listener -> drained.add(listener.drain(timeout.toMillis())));
        grpc.forEach(listener -> drained.add(listener.drain(timeout.toMillis())));
        return Future.join(drained).mapEmpty();
    }
}
