package io.wkgate.boot;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.wkgate.api.Api;
import io.wkgate.config.Secret;
import io.wkgate.config.Settings;
import io.wkgate.config.SettingsDigest;
import io.wkgate.config.SettingsException;
import io.wkgate.config.TlsFiles;
import io.wkgate.doctor.Doctor;
import io.wkgate.doctor.RunningWebhook;
import io.wkgate.gap.Gaps;
import io.wkgate.intake.DatabaseWatch;
import io.wkgate.intake.Intake;
import io.wkgate.intake.Replay;
import io.wkgate.ops.Ops;
import io.wkgate.relay.Relay;
import io.wkgate.replica.Phase;
import io.wkgate.replica.Replicas;
import io.wkgate.replica.Self;
import io.wkgate.revoke.Revokes;
import io.wkgate.store.AccessKeys;
import io.wkgate.store.Database;
import io.wkgate.store.DeadLetters;
import io.wkgate.store.GroupMembers;
import io.wkgate.store.Leases;
import io.wkgate.store.MessageReader;
import io.wkgate.store.MessageRetention;
import io.wkgate.store.MessageStore;
import io.wkgate.store.OldMessages;
import io.wkgate.upstream.Probe;
import io.wkgate.upstream.ProbeTable;
import io.wkgate.upstream.Upstream;
import io.wkgate.upstream.UpstreamClient;
import io.wkgate.upstream.UpstreamWatch;
import io.wkgate.web.ServerTls;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running wkgate: starts its parts in order and ends them in the opposite one. Its methods block. */
public final class Gateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Settings settings;
    private final DatabaseAccess access;
    private final Vertx vertx;
    private final Database database;
    private final Leases leases;
    private final Replicas replicas;
    private final Intake intake;
    private final UpstreamClient upstreamClient;
    private final UpstreamWatch upstreamWatch;
    private final Upstream upstream;
    private final Relay relay;
    private final Gaps gaps;
    private final Revokes revokes;
    private final Api api;
    private final Optional<MessageRetention> retention;
    private final Ops ops;
    private final Meters meters = new Meters();
    private final PrometheusMeterRegistry registry = meters.registry();
    private final Listeners listeners;

    /**
     * @param clock the machine's own
     * @param beforeEvents run just before the first event may come
     */
    Gateway(Settings settings, DatabaseAccess access, Vertx vertx, Clock clock, Runnable beforeEvents) {
        this.settings = settings;
        this.access = access;
        this.vertx = vertx;
        // First, for a mistake of the operator's costs nothing yet.
        ServerTls httpTls = tls("intake", settings.intake().httpTls());
        ServerTls grpcTls = settings.intake().grpcPort() < 0
                ? ServerTls.plain()
                : tls("grpc", settings.intake().grpcTls());
        ServerTls apiTls = tls("api", settings.api().tls());
        ServerTls opsTls = tls("ops", settings.ops().tls());
        database = Database.of(
                vertx,
                access.url(),
                settings.database().connections(),
                settings.database().timeout());
        FirstQuestions questions = new FirstQuestions(vertx);
        MessageStore store = await(questions.ask(() -> MessageStore.open(
                database, settings.database().layout(), settings.gap().find())));
        AccessKeys keys = new AccessKeys(database);
        AccessKeys.Made token = key(questions, keys, "intake", settings.intake().token());
        AccessKeys.Made apiKey = key(questions, keys, "api", settings.api().key());
        AccessKeys.Made opsKey = key(questions, keys, "ops", settings.ops().key());

        Self self = Self.of(Buffer.buffer(SettingsDigest.of(settings)));
        leases = new Leases(database, self.id());
        replicas =
                new Replicas(vertx, self, clock, database, settings.database().timeout(), leases, registry);
        await(questions.ask(replicas::setDatabaseClock));
        // For what replicas, or others by what wkgate tells them, must agree on; the own one is for what stays here.
        Clock databaseClock = replicas.databaseClock();
        retention = retention();
        meters.start();
        DatabaseWatch watch = new DatabaseWatch(System::nanoTime);
        watch.start(vertx, database);
        DeadLetters deadLetters = new DeadLetters(database);
        upstreamClient = new UpstreamClient(vertx, settings.upstream());
        upstreamWatch = new UpstreamWatch(
                vertx,
                upstreamClient.nodes(),
                new Probe(upstreamClient, clock),
                settings.upstream().probeInterval(),
                registry,
                new ProbeTable(database, leases, self.id()));
        upstream = new Upstream(vertx, settings.upstream(), upstreamClient, upstreamWatch);
        relay = await(questions.ask(() -> Relay.open(vertx, settings.relay(), databaseClock, database, registry)));
        revokes = new Revokes(
                vertx,
                settings.revoke(),
                databaseClock,
                database,
                settings.database().layout(),
                store,
                upstream,
                relay.plan(),
                registry);
        MessageReader reader = MessageReader.of(database, settings.database().layout());
        gaps = new Gaps(
                vertx,
                settings.gap(),
                databaseClock,
                database,
                leases,
                replicas,
                watch,
                store,
                reader,
                GroupMembers.of(
                        database,
                        settings.database().layout(),
                        settings.revoke().membersQuery(),
                        settings.revoke().roleQuery()),
                upstream,
                upstreamWatch,
                relay.plan(),
                registry);
        intake = new Intake(
                vertx, settings.intake(), store, watch, registry, clock, revokes::echoes, relay.plan(), gaps.losses());
        api = new Api(vertx, settings.api(), settings.reading(), reader, revokes.desk(), databaseClock);
        ops = new Ops(
                vertx,
                settings.ops(),
                registry,
                watch,
                deadLetters,
                new Replay(store, deadLetters, relay.plan()),
                revokes.desk(),
                relay.desk(),
                gaps.desk(),
                replicas,
                upstreamWatch,
                Doctor.of(vertx, settings, Optional.of(access.url()), Optional.of(running(intake))));
        try {
            int opsPort = await(ops.start(opsKey.key(), opsTls));
            // Before events may come, for from then on the start is not broken off: it reads files that Vert.x deletes
            // as soon as the JVM is told to end.
            int apiPort = await(api.start(apiKey.key(), apiTls));
            beforeEvents.run();
            replicas.start();
            await(intake.start(token.key(), Runtime.getRuntime().availableProcessors(), httpTls, grpcTls));
            upstreamWatch.start();
            relay.start();
            revokes.start();
            gaps.start();
            retention.ifPresent(MessageRetention::start);
            listeners = new Listeners(intake.httpPort(), intake.grpcPort(), apiPort, opsPort, token, apiKey, opsKey);
        } catch (Exception e) {
            leave();
            throw e;
        }
        ops.serving();
        replicas.phase(Phase.SERVING);
    }

    /** Else it would be shown as silent for a day. */
    private void leave() {
        step("leaving the list of replicas", () -> Blocking.await(replicas.stop(), FAREWELL));
    }

    /**
     * Starts everything; when it returns, events are accepted.
     *
     * @param migrate whether to bring the tables up to date first, or to refuse to start if they are not
     */
    public static Gateway start(Settings settings, boolean migrate) {
        return start(settings, migrate, Clock.systemUTC());
    }

    /**
     * Starts everything on a machine with this clock; when it returns, events are accepted.
     *
     * @param clock the machine's own
     */
    public static Gateway start(Settings settings, boolean migrate, Clock clock) {
        return new Lifetime(clock).start(settings, migrate);
    }

    private static RunningWebhook running(Intake intake) {
        return new RunningWebhook(intake.signs()::seen, intake::httpPort, intake::grpcPort);
    }

    private static AccessKeys.Made key(
            FirstQuestions questions, AccessKeys keys, String name, Optional<Secret> configured) {
        return configured
                .map(key -> new AccessKeys.Made(key, false))
                .orElseGet(() -> await(questions.ask(() -> keys.findOrMake(name))));
    }

    private ServerTls tls(String listener, Optional<TlsFiles> files) {
        return ServerTls.open(vertx, files, listener, registry);
    }

    private Optional<MessageRetention> retention() {
        Duration keep = settings.database().keepMessagesFor();
        if (keep.isZero()) {
            return Optional.empty();
        }
        try {
            OldMessages messages = OldMessages.of(database, settings.database().layout());
            return Optional.of(new MessageRetention(vertx, messages, leases, keep));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of("database.keep-messages-for cannot be used: " + e.getMessage()));
        }
    }

    static <T> T await(Future<T> future) {
        return Blocking.await(future, START);
    }

    /** Where it listens, and with which keys. */
    public Listeners listeners() {
        return listeners;
    }

    /** Everything that it measures. */
    PrometheusMeterRegistry meters() {
        return registry;
    }

    /** Takes nothing new, answers what is held, and ends. */
    @Override
    public void close() {
        LOG.info("draining");
        ops.draining();
        api.draining();
        intake.draining();
        replicas.phase(Phase.DRAINING);
        Future<Void> probesLeft = upstreamWatch.drain();
        Future<Void> oldMessagesLeft = retention.map(MessageRetention::stop).orElseGet(Future::succeededFuture);
        pause(settings.shutdown().delay());
        Duration timeout = settings.shutdown().timeout();
        step(
                "answering what is open",
                () -> Blocking.await(Future.join(api.drain(timeout), intake.drain(timeout)), timeout.plusSeconds(5)));
        step(
                "finishing what is under way of revokes",
                () -> Blocking.await(revokes.drain(timeout), timeout.plusSeconds(5)));
        step(
                "finishing what is under way of repairs",
                () -> Blocking.await(gaps.drain(timeout), timeout.plusSeconds(5)));
        step(
                "finishing what is under way of deliveries",
                () -> Blocking.await(relay.drain(timeout), timeout.plusSeconds(5)));
        step("leaving old messages to another replica", () -> Blocking.await(oldMessagesLeft, timeout.plusSeconds(5)));
        step("leaving the probes to another replica", () -> Blocking.await(probesLeft, Duration.ofSeconds(5)));
        upstreamWatch.stop();
        upstream.close();
        upstreamClient.close();
        leave();
        step("closing the database's connections", () -> await(database.close()));
        step("ending the event loops", () -> await(vertx.close()));
        meters.close();
        access.close();
        LOG.info("stopped");
    }

    /** A step that fails must not keep the later ones from being done. */
    private static void step(String what, Runnable action) {
        try {
            action.run();
        } catch (Exception e) {
            LOG.warn("while stopping, {} failed: {}", what, e.toString());
        }
    }

    private void pause(Duration delay) {
        if (!delay.isZero()) {
            Blocking.await(vertx.timer(delay.toMillis()), delay.plus(START));
        }
    }
}
