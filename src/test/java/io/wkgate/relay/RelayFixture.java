package io.wkgate.relay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.wkgate.boot.Blocking;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.config.RelaySettings;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Header;
import io.wkgate.event.Message;
import io.wkgate.store.Batch;
import io.wkgate.store.Database;
import io.wkgate.store.MessageStore;
import io.wkgate.store.Migrations;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.TestGateway;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** One replica's relay on a test's database, with receivers that need no network. */
final class RelayFixture implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    static final String NOTIFY = "msg.notify";

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Map<String, FakeReceiver> receivers = new HashMap<>();
    private final Database database;
    private final MessageStore store;
    private final Relay relay;

    private RelayFixture(ConnectionDetails details, Duration keepDelivered, List<Destinations> destinations) {
        DatabaseUrl url = DatabaseUrl.parse(TestGateway.url(details));
        new Migrations(url, LayoutName.NATIVE, Duration.ofSeconds(10)).run();
        database = Database.of(vertx, url, 8, Duration.ofSeconds(5));
        destinations.forEach(destination -> receivers.put(destination.name(), new FakeReceiver()));
        RelaySettings settings = new RelaySettings(
                destinations.stream().map(Destinations::settings).toList(), keepDelivered);
        store = await(MessageStore.open(database, LayoutName.NATIVE));
        relay = Blocking.await(
                Relay.open(
                        vertx,
                        settings,
                        Clock.systemUTC(),
                        database,
                        registry,
                        destination -> receivers.get(destination.name())),
                LIMIT);
    }

    /** One that does not deliver yet. */
    static RelayFixture open(ConnectionDetails details, Destinations... destinations) {
        return new RelayFixture(details, Duration.ofHours(1), List.of(destinations));
    }

    /** One that does not deliver yet and deletes at once what was delivered, when it is told to clean. */
    static RelayFixture keepingNothing(ConnectionDetails details, Destinations... destinations) {
        return new RelayFixture(details, Duration.ZERO, List.of(destinations));
    }

    /** One that delivers. */
    static RelayFixture start(ConnectionDetails details, Destinations... destinations) {
        RelayFixture fixture = open(details, destinations);
        fixture.start();
        return fixture;
    }

    void start() {
        relay.start();
    }

    FakeReceiver receiver(String destination) {
        return receivers.get(destination);
    }

    RelayDesk desk() {
        return relay.desk();
    }

    Relay relay() {
        return relay;
    }

    Database database() {
        return database;
    }

    <T> T await(Future<T> future) {
        return Blocking.await(future, LIMIT);
    }

    /** The value of a metric of a destination. */
    double metric(String name, String destination, String... tags) {
        return registry.get(name)
                .tags("destination", destination)
                .tags(tags)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    /** Messages with these ids, all of one channel, as one call of msg.notify. */
    NewEvent receive(String channel, int... ids) {
        return receive(channel, id -> channel, ids);
    }

    /** Messages with these ids as one call of msg.notify. */
    NewEvent receive(String name, IntFunction<String> channel, int... ids) {
        return commit(plan(channel, ids));
    }

    /** What intake would commit for messages with these ids. */
    NewEvent plan(String channel, int... ids) {
        return plan(id -> channel, ids);
    }

    /** Commits messages with these ids and does not tell the relay yet. */
    NewEvent store(String channel, int... ids) {
        return store(plan(channel, ids));
    }

    void committed(NewEvent event) {
        relay.plan().committed(List.of(event), Source.WEBHOOK);
    }

    private NewEvent plan(IntFunction<String> channel, int... ids) {
        List<Message> messages = Arrays.stream(ids)
                .mapToObj(id -> new Message(
                        id,
                        id,
                        "no" + id,
                        "u1",
                        new ChannelKey(2, channel.apply(id)),
                        new Header(false, true, false),
                        0,
                        0,
                        0,
                        Buffer.buffer()))
                .toList();
        JsonArray body = new JsonArray();
        Arrays.stream(ids).forEach(body::add);
        return relay.plan().plan(NOTIFY, messages, body.toBuffer()).await().orElseThrow();
    }

    /** Something else than messages. */
    NewEvent receive(String event, JsonArray body) {
        return commit(
                relay.plan().plan(event, List.of(), body.toBuffer()).await().orElseThrow());
    }

    /** So many events of one message each, with the ids from 1. */
    void receiveMany(int count) {
        IntStream.rangeClosed(1, count).forEach(id -> receive("g" + id % 50, id));
    }

    /** Commits it as intake would, and tells the relay. */
    private NewEvent commit(NewEvent event) {
        store(event);
        committed(event);
        return event;
    }

    /** The same, while others may be committed at the same time. */
    Future<Void> receiving(String channel, int... ids) {
        NewEvent event = plan(channel, ids);
        return writing(event).onSuccess(stored -> committed(event)).mapEmpty();
    }

    private NewEvent store(NewEvent event) {
        await(writing(event));
        return event;
    }

    private Future<?> writing(NewEvent event) {
        return store.write(new Batch(List.of(), List.of(), List.of(), List.of(event), Source.WEBHOOK));
    }

    /** Ends as a process that is killed: what it has claimed stays claimed. */
    void abandon() {
        EndOf.vertx(vertx);
    }

    @Override
    public void close() {
        await(relay.drain(Duration.ofSeconds(5)).otherwiseEmpty());
        await(database.close());
        EndOf.vertx(vertx);
    }
}
