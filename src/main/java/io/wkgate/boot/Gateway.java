package io.wkgate.boot;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.api.Api;
import io.wkgate.config.Secret;
import io.wkgate.config.Settings;
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
import io.wkgate.upstream.Upstream;
import io.wkgate.upstream.UpstreamClient;
import io.wkgate.upstream.UpstreamWatch;
import io.wkgate.web.ServerTls;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running wkgate: starts its parts in order and ends them in the opposite one. Its methods block. */
public final class Gateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration START = Duration.ofSeconds(60);

    private final Settings settings;
    private final DatabaseAccess access;
    private final Vertx vertx;
    private final Database database;
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
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gcMetrics = new JvmGcMetrics();
    private final Listeners listeners;

    private Gateway(Settings settings, DatabaseAccess access, Vertx vertx) {
        this.settings = settings;
        this.access = access;
        this.vertx = vertx;
        registry.config().namingConvention(new MetricNames());
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
        MessageStore store = await(MessageStore.open(
                database, settings.database().layout(), settings.gap().find()));
        AccessKeys keys = new AccessKeys(database);
        AccessKeys.Made token = key(keys, "intake", settings.intake().token());
        AccessKeys.Made apiKey = key(keys, "api", settings.api().key());
        AccessKeys.Made opsKey = key(keys, "ops", settings.ops().key());

        retention = retention();
        Clock clock = Clock.systemUTC();
        new JvmMemoryMetrics().bindTo(registry);
        gcMetrics.bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        DatabaseWatch watch = new DatabaseWatch(clock);
        watch.start(vertx, database);
        DeadLetters deadLetters = new DeadLetters(database);
        upstreamClient = new UpstreamClient(vertx, settings.upstream());
        upstreamWatch = new UpstreamWatch(
                vertx,
                upstreamClient.nodes(),
                new Probe(upstreamClient, clock),
                settings.upstream().probeInterval(),
                registry);
        upstream = new Upstream(vertx, settings.upstream(), upstreamClient, upstreamWatch);
        relay = await(Relay.open(vertx, settings.relay(), clock, database, registry));
        revokes = new Revokes(
                vertx, settings.revoke(), clock, database, settings.database().layout(), store, upstream, registry);
        MessageReader reader = MessageReader.of(database, settings.database().layout());
        gaps = new Gaps(
                vertx,
                settings.gap(),
                clock,
                database,
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
        api = new Api(vertx, settings.api(), settings.reading(), reader, revokes.desk(), clock);
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
                upstreamWatch,
                Doctor.of(vertx, settings, Optional.of(access.url()), Optional.of(running(intake))));
        int opsPort = await(ops.start(opsKey.key(), opsTls));
        await(intake.start(token.key(), Runtime.getRuntime().availableProcessors(), httpTls, grpcTls));
        upstreamWatch.start();
        relay.start();
        revokes.start();
        gaps.start();
        retention.ifPresent(MessageRetention::start);
        int apiPort = await(api.start(apiKey.key(), apiTls));
        ops.serving();
        listeners = new Listeners(intake.httpPort(), intake.grpcPort(), apiPort, opsPort, token, apiKey, opsKey);
    }

    /**
     * Starts everything; when it returns, events are accepted.
     *
     * @param migrate whether to bring the tables up to date first, or to refuse to start if they are not
     */
    public static Gateway start(Settings settings, boolean migrate) {
        DatabaseAccess access = DatabaseAccess.open(settings.database());
        Vertx vertx = null;
        try {
            access.prepareTables(settings.database().layout(), migrate);
            vertx = Vertx.vertx();
            return new Gateway(settings, access, vertx);
        } catch (RuntimeException e) {
            if (vertx != null) {
                await(vertx.close());
            }
            access.close();
            throw e;
        }
    }

    private static RunningWebhook running(Intake intake) {
        return new RunningWebhook(intake.signs()::seen, intake::httpPort, intake::grpcPort);
    }

    private static AccessKeys.Made key(AccessKeys keys, String name, Optional<Secret> configured) {
        return configured.map(key -> new AccessKeys.Made(key, false)).orElseGet(() -> await(keys.findOrMake(name)));
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
            return Optional.of(new MessageRetention(vertx, messages, new Leases(database, UUID.randomUUID()), keep));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of("database.keep-messages-for cannot be used: " + e.getMessage()));
        }
    }

    private static <T> T await(Future<T> future) {
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
        retention.ifPresent(MessageRetention::stop);
        upstreamWatch.stop();
        upstream.close();
        upstreamClient.close();
        step("closing the database's connections", () -> await(database.close()));
        step("ending the event loops", () -> await(vertx.close()));
        gcMetrics.close();
        access.close();
        LOG.info("stopped");
    }

    /** A step that fails must not keep the later ones from being done. */
    private static void step(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warn("while stopping, {} failed: {}", what, e.toString());
        }
    }

    private void pause(Duration delay) {
        if (!delay.isZero()) {
            Blocking.await(vertx.timer(delay.toMillis()), delay.plus(START));
        }
    }
}
