package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Entry;
import io.wkgate.event.Refusal;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventTable;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The promise: what the database takes in one packet bounds a statement, never a batch; only a message or an event that is
 * larger alone is set aside.
 */
class PacketSizeTest {

    private static final int MEBIBYTE = 1 << 20;

    private static DatabaseServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = DatabaseServer.start();
    }

    @AfterAll
    static void closeServer() throws Exception {
        server.close();
    }

    @Test
    void aBatchOfManyPacketsIsStoredWhole() throws Exception {
        ConnectionDetails database = databaseWithPacketsOf(MEBIBYTE);
        try (StoreFixture store = StoreFixture.open(database)) {
            List<Entry.Accepted> entries = new ArrayList<>();
            EventBodies.ids(0, 30).forEach(id -> entries.add(messageOf(id, 200_000)));
            assertThat(store.write(entries)).isEqualTo(new Written(30, 0, List.of()));
        }
    }

    @Test
    void aPayloadLargerThanAPacketIsADeadLetterWithAllOfItAndTheOthersAreRows() throws Exception {
        ConnectionDetails database = databaseWithPacketsOf(MEBIBYTE);
        try (StoreFixture store = StoreFixture.open(database)) {
            List<Entry.Accepted> entries = new ArrayList<>(StoreFixture.entries(EventBodies.ids(0, 9)));
            Entry.Accepted large = messageOf(EventBodies.FIRST_ID + 9, MEBIBYTE);
            entries.add(large);
            assertThat(store.write(entries).stored()).isEqualTo(9);
            DeadLetter letter = store.deadLetters()
                    .list(DeadLetterFilter.ALL, Long.MAX_VALUE, 2)
                    .await()
                    .get(0);
            assertThat(letter.field()).isEqualTo("payload");
            assertThat(letter.reason()).isEqualTo("1048576 bytes, and the database's max_allowed_packet is 1048576");
            assertWhole(store, letter, large.bytes());
            assertThat(store.write(entries).setAside()).hasSize(1);
            assertThat(store.deadLetters()
                            .list(DeadLetterFilter.ALL, Long.MAX_VALUE, 2)
                            .await())
                    .singleElement()
                    .satisfies(again -> {
                        assertThat(again.seen()).isEqualTo(2);
                        assertWhole(store, again, large.bytes());
                    });
            assertThat(store.deadLetters().discard(letter.id()).await()).isTrue();
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_dead_letter_rest"))
                    .isZero();
        }
    }

    @Test
    void ofADeadLetterThatComesAgainWhereAPacketIsLargerOrSmallerAllIsKeptOnce() throws Exception {
        for (List<Integer> packets : List.of(List.of(MEBIBYTE, 4 * MEBIBYTE), List.of(4 * MEBIBYTE, MEBIBYTE))) {
            NewEvent event = eventOf(2 * MEBIBYTE);
            NewDeadLetter letter = NewDeadLetter.ofEvent(event, new Refusal("body", "too large"));
            ConnectionDetails database = databaseWithPacketsOf(packets.get(0));
            for (int packet : packets) {
                Sql.runAsAdministrator(server, "SET GLOBAL max_allowed_packet = " + packet);
                try (StoreFixture store = StoreFixture.open(database)) {
                    store.write(new Batch(List.of(), List.of(letter), Source.WEBHOOK));
                }
            }
            Sql.runAsAdministrator(server, "SET GLOBAL max_allowed_packet = " + 4 * MEBIBYTE);
            try (StoreFixture store = StoreFixture.open(database)) {
                assertThat(store.deadLetters()
                                .list(DeadLetterFilter.ALL, Long.MAX_VALUE, 2)
                                .await())
                        .singleElement()
                        .satisfies(kept -> {
                            assertThat(kept.seen()).isEqualTo(2);
                            assertWhole(store, kept, letter.bytes());
                        });
            }
        }
    }

    private static void assertWhole(StoreFixture store, DeadLetter listed, Buffer bytes) {
        assertThat(listed.cut()).isFalse();
        DeadLetter letter = store.deadLetters().find(listed.id()).await().orElseThrow();
        assertThat(letter.kept()).isEqualTo(letter.size()).isEqualTo(bytes.length());
        assertThat(letter.bytes().equals(bytes)).isTrue();
    }

    @Test
    void theLargestPayloadThatWuKongImSendsIsARowWhereTheDatabaseTakesIt() throws Exception {
        ConnectionDetails database = databaseWithPacketsOf(64 * MEBIBYTE);
        try (StoreFixture store = StoreFixture.open(database)) {
            int size = (1 << 24) - 1;
            assertThat(store.write(List.of(messageOf(EventBodies.FIRST_ID, size))))
                    .isEqualTo(new Written(1, 0, List.of()));
            assertThat(Sql.number(database, "SELECT LENGTH(payload) FROM message"))
                    .isEqualTo(size);
        }
    }

    @Test
    void aLimitThatIsLoweredLaterCostsNoOtherMessage() throws Exception {
        ConnectionDetails database = databaseWithPacketsOf(16 * MEBIBYTE);
        try (StoreFixture store = StoreFixture.open(database)) {
            // The limit of a connection is that of its beginning.
            Sql.runAsAdministrator(
                    server, "SET GLOBAL max_allowed_packet = " + MEBIBYTE, "KILL USER " + database.user());
            List<Entry.Accepted> entries = new ArrayList<>(StoreFixture.entries(EventBodies.ids(0, 9)));
            entries.add(messageOf(EventBodies.FIRST_ID + 9, 4 * MEBIBYTE));
            // As intake does: a transaction whose connection is lost is tried again.
            await().ignoreExceptions()
                    .until(() -> store.write(entries).setAside().size() == 1);
            assertThat(MessageRows.byId(database)).containsOnlyKeys(EventBodies.ids(0, 9));
        }
    }

    @Test
    void eventsOfManyPacketsAreWrittenAndOneLargerThanAPacketIsADeadLetter() throws Exception {
        ConnectionDetails database = databaseWithPacketsOf(MEBIBYTE);
        try (StoreFixture store = StoreFixture.open(database)) {
            List<NewEvent> events = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                events.add(eventOf(400_000));
            }
            NewEvent large = eventOf(MEBIBYTE);
            events.add(5, large);
            Written written = store.write(new Batch(
                    StoreFixture.entries(EventBodies.ids(0, 9)), List.of(), List.of(), events, Source.WEBHOOK));
            assertThat(written.stored()).isEqualTo(9);
            assertThat(written.setAside()).singleElement().satisfies(letter -> {
                assertThat(letter.kind()).isEqualTo(NewDeadLetter.Kind.DELIVERY);
                assertThat(letter.event()).isEqualTo("msg.offline");
                assertThat(letter.size()).isEqualTo(MEBIBYTE);
                assertThat(letter.refusal().reason())
                        .endsWith("bytes, and the database's max_allowed_packet is 1048576");
            });
            assertThat(EventTable.all(database)).hasSize(10);
            assertThat(store.deadLetters()
                            .list(DeadLetterFilter.ALL, Long.MAX_VALUE, 2)
                            .await())
                    .singleElement()
                    .satisfies(letter -> assertWhole(store, letter, CompressedBody.uncompress(large.body())));
        }
    }

    /** Of bytes that cannot be made smaller. */
    private static NewEvent eventOf(int size) {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        NewDelivery delivery = new NewDelivery(1, "", Optional.empty(), 0, Duration.ofHours(72));
        return new NewEvent(
                UUID.randomUUID(),
                "msg.offline",
                new BodyCompressor().compress(Buffer.buffer(body)),
                List.of(delivery));
    }

    private static Entry.Accepted messageOf(long id, int size) {
        return StoreFixture.entry(EventBodies.message(id).put("payload", EventBodies.base64(new byte[size])));
    }

    private static ConnectionDetails databaseWithPacketsOf(int bytes) throws Exception {
        Sql.runAsAdministrator(server, "SET GLOBAL max_allowed_packet = " + bytes);
        return server.createDatabase();
    }
}
