package io.wkgate.store;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.event.Entry;
import io.wkgate.event.EntryReader;
import io.wkgate.event.Refusal;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The store on a test's database with its tables made, and entries as intake would read them. */
final class StoreFixture implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final Database database;
    private final MessageStore store;

    private StoreFixture(DatabaseUrl url, LayoutName layout) {
        database = Database.of(vertx, url, 4, TIMEOUT);
        store = MessageStore.open(database, layout).await();
    }

    static StoreFixture open(ConnectionDetails details) {
        return open(details, LayoutName.NATIVE);
    }

    static StoreFixture open(ConnectionDetails details, LayoutName layout) {
        new Migrations(url(details), layout, TIMEOUT).run();
        return new StoreFixture(url(details), layout);
    }

    static DatabaseUrl url(ConnectionDetails details) {
        return DatabaseUrl.parse(TestGateway.url(details));
    }

    Database database() {
        return database;
    }

    DeadLetters deadLetters() {
        return new DeadLetters(database);
    }

    /** Every arrival that stands in the table, in the order of their ids. */
    List<Arrival> arrivals() {
        List<Arrival> arrivals = new ArrayList<>();
        database.execute("SELECT numbers FROM wkgate_arrival ORDER BY id", Tuple.tuple())
                .await()
                .forEach(row -> arrivals.add(Arrival.read(row.getBuffer("numbers"))));
        return arrivals;
    }

    Written write(Batch batch) {
        return store.write(batch).await();
    }

    Written write(List<Entry.Accepted> messages) {
        return write(new Batch(messages, List.of(), Source.WEBHOOK));
    }

    static List<Entry.Accepted> entries(List<Long> ids) {
        return ids.stream().map(EventBodies::message).map(StoreFixture::entry).toList();
    }

    static Entry.Accepted entry(JsonObject message) {
        return (Entry.Accepted) new EntryReader().read(EventBodies.bytes(message.encode()));
    }

    static NewDeadLetter letter(String bytes) {
        return new NewDeadLetter(
                "msg.notify",
                NewDeadLetter.Part.ENTRY,
                new Refusal("payload", "not base64"),
                Buffer.buffer(bytes),
                bytes.length());
    }

    @Override
    public void close() {
        database.close().await();
        EndOf.vertx(vertx);
    }
}
