package io.wkgate.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.wkgate.api.RevokeOperations;
import io.wkgate.compat.Matrix;
import io.wkgate.config.OpsSettings;
import io.wkgate.config.Secret;
import io.wkgate.doctor.Doctor;
import io.wkgate.gap.GapDesk;
import io.wkgate.intake.DatabaseWatch;
import io.wkgate.intake.Replay;
import io.wkgate.relay.RelayDesk;
import io.wkgate.replica.Phase;
import io.wkgate.replica.Replicas;
import io.wkgate.revoke.RevokeDesk;
import io.wkgate.store.DeadLetters;
import io.wkgate.upstream.UpstreamWatch;
import io.wkgate.web.BearerKey;
import io.wkgate.web.BrowserKey;
import io.wkgate.web.ListenException;
import io.wkgate.web.ListenerOptions;
import io.wkgate.web.Parting;
import io.wkgate.web.Problem;
import io.wkgate.web.ServerTls;

/** The listener for operators, Prometheus and Kubernetes. Health is open; everything else asks for the key. */
public final class Ops {

    private final Vertx vertx;
    private final OpsSettings settings;
    private final PrometheusMeterRegistry registry;
    private final Backlog backlog;
    private final DeadLetterRoutes deadLetterRoutes;
    private final ManyLettersRoutes manyLettersRoutes;
    private final DestinationRoutes destinationRoutes;
    private final RevokeRoutes revokeRoutes;
    private final GapRoutes gapRoutes;
    private final SweepRoutes sweepRoutes;
    private final ReplicaRoute replicaRoute;
    private final UpstreamRoute upstreamRoute;
    private final CompatRoutes compatRoutes;
    private final DoctorRoutes doctorRoutes;
    private final Health health;
    private final Parting parting = new Parting();

    public Ops(
            Vertx vertx,
            OpsSettings settings,
            PrometheusMeterRegistry registry,
            DatabaseWatch watch,
            DeadLetters deadLetters,
            Replay replay,
            RevokeDesk desk,
            RelayDesk relay,
            GapDesk gaps,
            Replicas replicas,
            UpstreamWatch upstream,
            Doctor doctor) {
        this.vertx = vertx;
        this.settings = settings;
        this.registry = registry;
        this.backlog = new Backlog(deadLetters, registry);
        LetterKinds kinds = new LetterKinds(
                deadLetters,
                new DeadMessages(deadLetters, replay),
                new DeadDeliveries(deadLetters, relay),
                new DeadRevokes(deadLetters, desk));
        this.deadLetterRoutes = new DeadLetterRoutes(deadLetters, kinds);
        this.manyLettersRoutes = new ManyLettersRoutes(deadLetters, kinds);
        this.destinationRoutes = new DestinationRoutes(relay);
        this.revokeRoutes = new RevokeRoutes(new RevokeOperations(desk, "ops"));
        this.gapRoutes = new GapRoutes(gaps);
        this.sweepRoutes = new SweepRoutes(gaps, upstream);
        this.replicaRoute = new ReplicaRoute(replicas);
        this.upstreamRoute = new UpstreamRoute(upstream);
        this.compatRoutes = CompatRoutes.of(upstream, Matrix.load());
        this.doctorRoutes = new DoctorRoutes(vertx, doctor);
        this.health = new Health(watch);
    }

    /**
     * Begins to listen, in plain.
     *
     * @return the port
     */
    public Future<Integer> start(Secret key) {
        return start(key, ServerTls.plain());
    }

    /**
     * Begins to listen.
     *
     * @return the port
     */
    public Future<Integer> start(Secret key, ServerTls tls) {
        backlog.start(vertx);
        Future<HttpServer> listening = vertx.createHttpServer(tls.secured(ListenerOptions.http()))
                .requestHandler(parting.of(routes(key)))
                .listen(settings.port(), settings.host())
                .onSuccess(tls::renew);
        return ListenException.explained(listening, "ops.host", settings.host(), "ops.port", settings.port())
                .map(HttpServer::actualPort);
    }

    /** From now on /health/ready says yes while the database answers; before it says no. */
    public void serving() {
        health.phase(Phase.SERVING);
    }

    /** From now on /health/ready says no, and whoever asks is sent elsewhere with the answer. */
    public void draining() {
        health.phase(Phase.DRAINING);
        parting.begin();
    }

    private Router routes(Secret key) {
        Router router = Router.router(vertx);
        router.get("/health/live").handler(health::live);
        router.get("/health/ready").handler(health::ready);
        BearerKey bearer = new BearerKey(key, "ops key");
        if (!settings.metricsOpen()) {
            router.get("/metrics").handler(bearer);
        }
        router.get("/metrics")
                .handler(exchange -> exchange.response()
                        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(registry.scrape()));
        router.route("/v1/*").handler(bearer);
        deadLetterRoutes.mount(router);
        manyLettersRoutes.mount(router);
        destinationRoutes.mount(router);
        revokeRoutes.mount(router);
        gapRoutes.mount(router);
        sweepRoutes.mount(router);
        replicaRoute.mount(router);
        upstreamRoute.mount(router);
        compatRoutes.mount(router, new BrowserKey(key, "ops key"));
        doctorRoutes.mount(router);
        // Not as a last route: it would match every method, and 405 could never be said.
        router.errorHandler(
                404,
                exchange -> Problem.notFound("there is nothing at this address").answer(exchange));
        router.errorHandler(
                405, exchange -> Problem.of(405, "not with this method").answer(exchange));
        router.errorHandler(
                413, exchange -> Problem.of(413, "more than is read here").answer(exchange));
        return router;
    }
}
