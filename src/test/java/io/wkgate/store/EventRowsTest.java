package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Selection;
import io.wkgate.store.NewDeadLetter.Kind;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventTable;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: an event and its deliveries are written with the messages or not at all, once however often the batch is
 * written; and where the database refuses a row, last, so that what failed is never relayed.
 */
@ExtendWith(DatabaseServerExtension.class)
class EventRowsTest {

    private static final List<Long> IDS = EventBodies.ids(0, 23);
    private static final String AWAY = "SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1205";

    @Test
    void everyColumnIsAsItWasPlanned(ConnectionDetails database) throws Exception {
        NewEvent event = new NewEvent(
                UUID.fromString("01234567-89ab-7def-8123-456789abcdef"),
                "msg.notify",
                new BodyCompressor().compress(Buffer.buffer("[1]")),
                List.of(
                        new NewDelivery(7, "", Optional.empty(), 0, Duration.ofHours(72)),
                        new NewDelivery(
                                65535, "1", Optional.of(Selection.range(100, 150)), 1023, Duration.ofMillis(1500))));
        try (StoreFixture store = StoreFixture.open(database)) {
            store.write(batch(List.of(), List.of(), List.of(event), Source.REPAIR));
        }
        assertThat(EventTable.all(database)).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo("0123456789AB7DEF8123456789ABCDEF");
            assertThat(row.name()).isEqualTo("msg.notify");
            assertThat(row.source()).isEqualTo("repair");
            assertThat(row.text()).isEqualTo("[1]");
        });
        assertThat(Sql.column(
                        database,
                        "SELECT CONCAT_WS(' ', HEX(event_id), destination, part, COALESCE(selection, 'null'), split, lane,"
                                + " state, COALESCE(lease, 'null'), attempts, refusals,"
                                + " TIMESTAMPDIFF(MICROSECOND, due_at, expires_at) / 1000)"
                                + " FROM wkgate_delivery ORDER BY id"))
                .containsExactly(
                        "0123456789AB7DEF8123456789ABCDEF 7  null 0 0 0 null 0 0 259200000.0000",
                        "0123456789AB7DEF8123456789ABCDEF 65535 1 100-149 0 1023 0 null 0 0 1500.0000");
        assertThat(Sql.number(
                        database,
                        "SELECT COUNT(*) FROM wkgate_event e JOIN wkgate_delivery d ON d.event_id = e.id"
                                + " WHERE ABS(TIMESTAMPDIFF(SECOND, received_at, UTC_TIMESTAMP(3))) < 60"
                                + " AND ABS(TIMESTAMPDIFF(SECOND, due_at, UTC_TIMESTAMP(3))) < 60"))
                .isEqualTo(2);
    }

    @Test
    void theSameBatchAgainIsTheSameEvents(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            Batch batch = batch(IDS, List.of(), events(23), Source.WEBHOOK);
            store.write(batch);
            List<EventTable.Row> first = EventTable.all(database);
            assertThat(store.write(batch)).isEqualTo(new Written(0, 23, List.of(), batch.events()));
            assertThat(first).hasSize(23);
            assertThat(EventTable.rows(database)).isEqualTo(23 * 4);
        }
    }

    @Test
    void deliveriesOfAnEventKeepTheirOrder(ConnectionDetails database) throws Exception {
        List<NewDelivery> deliveries = IntStream.range(0, 1234)
                .mapToObj(part ->
                        new NewDelivery(1, "" + part, Optional.of(Selection.range(part, part + 1)), 0, Duration.ZERO))
                .toList();
        try (StoreFixture store = StoreFixture.open(database)) {
            store.write(batch(
                    List.of(),
                    List.of(),
                    List.of(new NewEvent(UUID.randomUUID(), "e", Buffer.buffer(), deliveries)),
                    Source.WEBHOOK));
        }
        assertThat(Sql.column(database, "SELECT part FROM wkgate_delivery ORDER BY id"))
                .containsExactlyElementsOf(
                        deliveries.stream().map(NewDelivery::part).toList());
    }

    @Test
    void aRefusedMessageCostsNoEvent(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            MessageStoreTest.refuse(database, "message", "NEW.message_id = " + IDS.get(11));
            Written written = store.write(batch(IDS, List.of(), events(5), Source.WEBHOOK));
            assertThat(written.stored()).isEqualTo(22);
            assertThat(written.setAside()).extracting(NewDeadLetter::kind).containsExactly(Kind.MESSAGE);
            assertThat(EventTable.rows(database)).isEqualTo(5 * 4);
        }
    }

    @Test
    void aBatchThatIsNotWrittenInTheEndLeavesNoEvent(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            MessageStoreTest.refuse(database, "wkgate_dead_letter", "TRUE");
            Batch batch = batch(IDS, List.of(StoreFixture.letter("bad")), events(5), Source.WEBHOOK);
            assertThatThrownBy(() -> store.write(batch)).isNotNull();
            assertThat(MessageRows.byId(database)).containsOnlyKeys(IDS);
            assertThat(EventTable.rows(database)).isZero();
        }
    }

    @Test
    void eventsThatCannotBeWrittenForNowFailTheBatchAndAreThereOnceWhenItIsTriedAgain(ConnectionDetails database)
            throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            MessageStoreTest.refuse(database, "message", "NEW.message_id = " + IDS.get(11));
            Sql.run(database, "CREATE TRIGGER away BEFORE INSERT ON wkgate_delivery FOR EACH ROW " + AWAY);
            Batch batch = batch(IDS, List.of(), events(5), Source.WEBHOOK);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> store.write(batch))
                        .satisfies(failure ->
                                assertThat(DatabaseFault.of(failure)).isInstanceOf(DatabaseFault.Away.class));
            }
            assertThat(MessageRows.count(database)).isEqualTo(22);
            assertThat(EventTable.rows(database)).isZero();

            Sql.run(database, "DROP TRIGGER away");
            assertThat(store.write(batch).stored()).isZero();
            assertThat(EventTable.rows(database)).isEqualTo(5 * 4);
        }
    }

    @Test
    void anEventThatTheDatabaseRefusesIsADeadLetterOfItsDeliveryAndCostsNoOther(ConnectionDetails database)
            throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            MessageStoreTest.refuse(database, "wkgate_event", "NEW.name = 'event 3'");
            List<NewEvent> events = events(7);
            Written written = store.write(batch(IDS, List.of(), events, Source.WEBHOOK));
            assertThat(written.stored() + written.repeated()).isEqualTo(23);
            assertThat(EventTable.all(database))
                    .extracting(EventTable.Row::name)
                    .containsExactlyInAnyOrder("event 0", "event 1", "event 2", "event 4", "event 5", "event 6");
            DeadLetter letter = store.deadLetters()
                    .list(DeadLetterFilter.ALL, Long.MAX_VALUE, 9)
                    .await()
                    .get(0);
            assertThat(letter.kind()).isEqualTo("delivery");
            assertThat(letter.event()).isEqualTo("event 3");
            assertThat(letter.part()).isEqualTo(NewDeadLetter.Part.BODY);
            assertThat(letter.reason()).startsWith("the database refuses it");
            assertThat(store.deadLetters()
                            .find(letter.id())
                            .await()
                            .orElseThrow()
                            .bytes()
                            .toString())
                    .isEqualTo("body 3");
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery"))
                    .isEqualTo(6 * 3);
        }
    }

    private static Batch batch(List<Long> ids, List<NewDeadLetter> letters, List<NewEvent> events, Source source) {
        return new Batch(StoreFixture.entries(ids), List.of(), letters, events, source);
    }

    /** Each with three deliveries. */
    private static List<NewEvent> events(int count) {
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<NewDelivery> deliveries = IntStream.rangeClosed(1, 3)
                    .mapToObj(
                            destination -> new NewDelivery(destination, "", Optional.empty(), 0, Duration.ofHours(72)))
                    .toList();
            events.add(new NewEvent(
                    UUID.randomUUID(),
                    "event " + i,
                    new BodyCompressor().compress(Buffer.buffer("body " + i)),
                    deliveries));
        }
        return events;
    }
}
