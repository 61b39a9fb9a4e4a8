package io.wkgate.gap;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.boot.Blocking;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.config.GapSettings;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.store.Batch;
import io.wkgate.store.Database;
import io.wkgate.store.GroupMembers;
import io.wkgate.store.MessageReader;
import io.wkgate.store.MessageStore;
import io.wkgate.store.Migrations;
import io.wkgate.store.Source;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;

/** One replica's repair on a test's database, with a log that needs no network. */
final class RepairFixture implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    static final ChannelKey GROUP = new ChannelKey(2, "g1");

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final NotedRelay relay = new NotedRelay();
    private final ConnectionDetails details;
    private final Database database;
    private final MessageStore store;
    private final MessageReader reader;
    private final Repair repair;

    private RepairFixture(ConnectionDetails details, LogInMemory log, boolean configured, Duration longestPause) {
        this.details = details;
        DatabaseUrl url = DatabaseUrl.parse(TestGateway.url(details));
        new Migrations(url, LayoutName.NATIVE, Duration.ofSeconds(10)).run();
        database = Database.of(vertx, url, 8, Duration.ofSeconds(5));
        store = await(MessageStore.open(database, LayoutName.NATIVE));
        reader = MessageReader.of(database, LayoutName.NATIVE);
        repair = new Repair(
                vertx,
                settings(longestPause),
                database,
                store,
                reader,
                GroupMembers.of(database, LayoutName.NATIVE, Optional.empty(), Optional.empty()),
                configured,
                log,
                relay,
                registry);
    }

    private static GapSettings settings(Duration longestPause) {
        return new GapSettings(
                true,
                Duration.ofSeconds(10),
                1000,
                100,
                4,
                LEASE,
                longestPause,
                Duration.ofHours(24),
                Duration.ofDays(30),
                Duration.ofDays(7));
    }

    /** One that does not repair yet. */
    static RepairFixture open(ConnectionDetails details, LogInMemory log) {
        return new RepairFixture(details, log, true, Duration.ofMillis(200));
    }

    /** One that waits long after a failure. */
    static RepairFixture patient(ConnectionDetails details, LogInMemory log) {
        return new RepairFixture(details, log, true, Duration.ofMinutes(5));
    }

    /** One without upstream.urls. */
    static RepairFixture withoutUpstream(ConnectionDetails details, LogInMemory log) {
        return new RepairFixture(details, log, false, Duration.ofMillis(200));
    }

    Repair repair() {
        return repair;
    }

    RepairFixture start() {
        repair.start();
        return this;
    }

    Vertx vertx() {
        return vertx;
    }

    NotedRelay relay() {
        return relay;
    }

    GapQueue queue() {
        return new GapQueue(database, LEASE);
    }

    PageStore pageStore() {
        return new PageStore(store, reader, relay);
    }

    MessageReader reader() {
        return reader;
    }

    Database database() {
        return database;
    }

    <T> T await(Future<T> future) {
        return Blocking.await(future, LIMIT);
    }

    /** What came by webhook. */
    RepairFixture stored(ChannelKey channel, long from, long to) {
        List<Entry.Accepted> entries = LongStream.rangeClosed(from, to)
                .mapToObj(seq -> (Entry.Accepted) LogInMemory.entry(channel, seq))
                .toList();
        await(store.write(new Batch(entries, List.of(), Source.WEBHOOK)));
        return this;
    }

    /** Opens a gap, as the finder does. */
    RepairFixture missing(ChannelKey channel, long from, long to) throws SQLException {
        return missing(channel, from, to, GapReason.HOLE, Optional.empty());
    }

    RepairFixture missing(ChannelKey channel, long from, long to, GapReason reason, Optional<Instant> floor)
            throws SQLException {
        String floorAt = floor.map(time -> "'" + LocalDateTime.ofInstant(time, ZoneOffset.UTC) + "'")
                .orElse("NULL");
        Sql.run(
                details,
                "INSERT INTO wkgate_gap (channel_id, channel_type, first_seq, last_seq, reason, floor_at, found_at,"
                        + " due_at) VALUES ('" + channel.id() + "', " + channel.type() + ", " + from + ", " + to + ", '"
                        + reason.column() + "', " + floorAt + ", UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))");
        repair.wake();
        return this;
    }

    /** Waits until nothing is open. */
    RepairFixture untilNothingIsOpen() {
        Awaitility.await().ignoreExceptions().until(() -> count("wkgate_gap WHERE state = 0") == 0);
        return this;
    }

    long count(String what) throws SQLException {
        return Sql.number(details, "SELECT COUNT(*) FROM " + what);
    }

    /** The stored numbers of a channel. */
    List<Long> numbers(ChannelKey channel) throws SQLException {
        return Sql.column(
                        details,
                        "SELECT message_seq FROM message WHERE channel_id = '" + channel.id()
                                + "' ORDER BY message_seq")
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    /** The gaps, lowest first, each as {@code state first-last repaired}. */
    List<String> gaps() throws SQLException {
        return Sql.column(
                details,
                "SELECT CONCAT(ELT(state + 1, 'open', 'repaired', 'absent', 'unreadable'), ' ', first_seq, '-', last_seq,"
                        + " ' ', repaired) FROM wkgate_gap ORDER BY channel_id, first_seq, id");
    }

    List<String> evidence() throws SQLException {
        return Sql.column(details, "SELECT evidence FROM wkgate_gap ORDER BY channel_id, first_seq, id");
    }

    double metric(String name) {
        return registry.get(name).meter().measure().iterator().next().getValue();
    }

    /** The sum of a timer. */
    double seconds(String timer) {
        return registry.get(timer).timer().totalTime(TimeUnit.SECONDS);
    }

    /** Ends as a process that is killed: what it has claimed stays claimed. */
    void abandon() {
        EndOf.vertx(vertx);
    }

    @Override
    public void close() {
        await(repair.drain(Duration.ofSeconds(5)).otherwiseEmpty());
        await(database.close());
        EndOf.vertx(vertx);
    }
}
