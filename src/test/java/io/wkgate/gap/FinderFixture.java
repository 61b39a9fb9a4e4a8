package io.wkgate.gap;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mysqlclient.MySQLClient;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.boot.Blocking;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.config.GapSettings;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.Arrival;
import io.wkgate.store.Database;
import io.wkgate.store.Leases;
import io.wkgate.store.Migrations;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.TestGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Finding on a test's database. Its time goes when it is told to: then all that is noted is so much longer ago. */
final class FinderFixture implements AutoCloseable {

    static final Duration GRACE = FindingTables.GRACE;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final AtomicInteger told = new AtomicInteger();
    private final Database database;

    private FinderFixture(ConnectionDetails details) {
        DatabaseUrl url = DatabaseUrl.parse(TestGateway.url(details));
        new Migrations(url, LayoutName.NATIVE, Duration.ofSeconds(10)).run();
        database = Database.of(vertx, url, 8, Duration.ofSeconds(10));
    }

    static FinderFixture open(ConnectionDetails details) {
        return new FinderFixture(details);
    }

    <T> T await(Future<T> future) {
        return Blocking.await(future, LIMIT);
    }

    Database database() {
        return database;
    }

    Leases leases() {
        return new Leases(database, UUID.randomUUID());
    }

    ChannelLedger ledger() {
        return new ChannelLedger(database);
    }

    /** One that looks as soon as anything came. */
    Finder finder(Duration grace) {
        return new Finder(vertx, settings(grace), database, leases(), registry, told::incrementAndGet);
    }

    static GapSettings settings(Duration grace) {
        return new GapSettings(
                true,
                grace,
                1000,
                200,
                4,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ofDays(30),
                Duration.ofDays(7));
    }

    /** One round of a process that takes the lease for it; like the finder's, it comes again when it loses to another. */
    FinderRound.Done round(int limit) {
        Leases leases = leases();
        await(leases.takeOrKeep(Finder.LEASE, Duration.ofHours(10)));
        FinderRound.Done done = await(run(new FinderRound(vertx, database, leases, GRACE), limit, findingSince()));
        await(leases.release(Finder.LEASE));
        return done;
    }

    private static Future<FinderRound.Done> run(FinderRound round, int limit, Instant findingSince) {
        return round.run(limit, findingSince)
                .recover(failure ->
                        Finder.lostToAnother(failure) ? run(round, limit, findingSince) : Future.failedFuture(failure));
    }

    Instant findingSince() {
        return Finder.findingSince(
                await(leases().find(Finder.LEASE)).orElseThrow().madeAt());
    }

    /** Begins to find gaps, if nobody has begun before. */
    Instant begin() {
        Leases leases = leases();
        await(leases.takeOrKeep(Finder.LEASE, Duration.ofHours(10)));
        await(leases.release(Finder.LEASE));
        return findingSince();
    }

    long arrive(Duration ago, Arrival.Numbers... numbers) {
        return arrive(ago, new Arrival(List.of(numbers)).bytes());
    }

    long arrive(Duration ago, Buffer bytes) {
        return await(database.execute(
                        "INSERT INTO wkgate_arrival (at, numbers) VALUES"
                                + " (TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3)), ?)",
                        Tuple.of(-ago.toMillis() * 1000, bytes)))
                .property(MySQLClient.LAST_INSERTED_ID);
    }

    void passForArrivals(Duration duration) {
        await(database.execute(
                "UPDATE wkgate_arrival SET at = TIMESTAMPADD(MICROSECOND, ?, at)",
                Tuple.of(-duration.toMillis() * 1000)));
    }

    void passForGaps(Duration duration) {
        long micros = -duration.toMillis() * 1000;
        await(database.execute(
                "UPDATE wkgate_gap SET due_at = TIMESTAMPADD(MICROSECOND, ?, due_at),"
                        + " found_at = TIMESTAMPADD(MICROSECOND, ?, found_at)",
                Tuple.of(micros, micros)));
    }

    /** Each as {@code STATE first-last reason}. */
    List<String> gaps(ChannelKey channel) {
        List<String> gaps = new ArrayList<>();
        for (Row row : await(database.execute(
                "SELECT first_seq, last_seq, reason, state, floor_at FROM wkgate_gap WHERE channel_id = ?"
                        + " AND channel_type = ? ORDER BY first_seq, id",
                Tuple.of(channel.id(), channel.type())))) {
            gaps.add(GapState.values()[row.getInteger(3)] + " " + row.getLong(0) + "-" + row.getLong(1) + " "
                    + row.getString(2) + (row.getValue(4) == null ? "" : " floor"));
        }
        return gaps;
    }

    long count(String query) {
        return await(database.execute(query, Tuple.tuple())).iterator().next().getLong(0);
    }

    @Override
    public void close() {
        await(database.close());
        EndOf.vertx(vertx);
    }
}
