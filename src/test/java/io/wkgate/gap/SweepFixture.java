package io.wkgate.gap;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.boot.Blocking;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.config.GapSettings;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.Database;
import io.wkgate.store.Migrations;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.TestGateway;
import io.wkgate.upstream.KnownNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** One replica that walks, on a test's database, with an upstream and a ledger that replicas may share. */
final class SweepFixture implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    final FakeLedger ledger;
    final FakeLog log;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final SweepTable table;
    final OwnSweeps own;
    final PacedLog paced;
    private final Vertx vertx = Vertx.vertx();
    private final Database database;
    private final SweepRunner runner;
    private boolean abandoned;

    private SweepFixture(ConnectionDetails details, FakeLedger ledger, FakeLog log, boolean real) {
        DatabaseUrl url = DatabaseUrl.parse(TestGateway.url(details));
        new Migrations(url, LayoutName.NATIVE, Duration.ofSeconds(10)).run();
        database = Database.of(vertx, url, 4, Duration.ofSeconds(5));
        this.ledger = ledger;
        this.log = log;
        table = new SweepTable(database);
        own = new OwnSweeps(database);
        paced = new PacedLog(log, unpaced(), this::readers);
        runner = new SweepRunner(
                vertx,
                settings(),
                database,
                real ? new ChannelLedger(database) : ledger,
                paced,
                new SweepMetrics(registry));
    }

    /** One that does not walk yet. */
    static SweepFixture open(ConnectionDetails details) {
        return new SweepFixture(details, new FakeLedger(), new FakeLog(), false);
    }

    /** One with the ledger that is in the database. */
    static SweepFixture withLedger(ConnectionDetails details) {
        return new SweepFixture(details, new FakeLedger(), new FakeLog(), true);
    }

    /** Another replica, with the same upstream and ledger. */
    SweepFixture another(ConnectionDetails details) {
        return new SweepFixture(details, ledger, log, false);
    }

    static GapSettings settings() {
        return new GapSettings(
                true,
                Duration.ofSeconds(10),
                1000,
                200,
                4,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofHours(24),
                Duration.ofDays(30),
                Duration.ofDays(7));
    }

    private Future<List<String>> readers(KnownNode node, ChannelKey channel, long seq) {
        return log.members(node, channel);
    }

    private static Pace unpaced() {
        return new Pace() {
            @Override
            public Future<Void> turn(KnownNode node) {
                return Future.succeededFuture();
            }

            @Override
            public void took(KnownNode node, long nanos, boolean failed) {}
        };
    }

    static ChannelKey group(String id) {
        return new ChannelKey(2, id);
    }

    static ChannelKey person(String one, String other) {
        return new ChannelKey(ChannelKey.PERSON, ChannelKey.join(one, other));
    }

    void start() {
        runner.start();
    }

    void wake() {
        runner.wake();
    }

    Database database() {
        return database;
    }

    <T> T await(Future<T> future) {
        return Blocking.await(future, LIMIT);
    }

    SweepRow row(long id) {
        return await(table.find(id)).orElseThrow();
    }

    long add(SweepKind kind) {
        return await(table.add(kind, "a test", Optional.empty(), Optional.empty()));
    }

    /** Waits until it has ended. */
    SweepRow ended(long id) {
        Awaitility.await().until(() -> row(id).state() != SweepState.OPEN);
        return row(id);
    }

    double metric(String name, SweepKind kind) {
        return registry.get(name).tag("kind", kind.column()).counter().count();
    }

    /** Ends as a process that is killed: what it works on stays claimed. */
    void abandon() {
        abandoned = true;
        EndOf.vertx(vertx);
    }

    Future<Void> stopping() {
        return runner.stop();
    }

    @Override
    public void close() {
        if (!abandoned) {
            await(stopping());
            await(database.close());
            EndOf.vertx(vertx);
        }
    }
}
