package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.Message;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Arrival.Numbers;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TsddTables;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promise: a batch and the numbers that came with it are in the table together or not at all, one arrival a
 * transaction, and no number is told before what it stands for is dealt with.
 */
@ExtendWith(DatabaseServerExtension.class)
class ArrivalRowsTest {

    private static final ChannelKey G1 = new ChannelKey(2, "g1");
    private static final long ID = EventBodies.FIRST_ID;

    private final ConnectionDetails database;

    ArrivalRowsTest(ConnectionDetails database) {
        this.database = database;
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void aBatchHasOneArrival(LayoutName layout) throws Exception {
        if (layout == LayoutName.TSDD) {
            TsddTables.create(database);
        }
        try (StoreFixture store = StoreFixture.open(database, layout)) {
            assertThat(store.write(batch(StoreFixture.entries(EventBodies.ids(0, 300))))
                            .stored())
                    .isEqualTo(300);
            assertThat(store.arrivals()).containsExactly(runOf(1, 300));
        }
    }

    @Test
    void whatCameBeforeIsToldAgain() {
        try (StoreFixture store = StoreFixture.open(database)) {
            Batch batch = batch(StoreFixture.entries(EventBodies.ids(0, 3)));
            store.write(batch);
            assertThat(store.write(batch)).isEqualTo(new Written(0, 3, List.of()));
            assertThat(store.arrivals()).containsExactly(runOf(1, 3), runOf(1, 3));
        }
    }

    @Test
    void withoutNumbersThatCountThereIsNoArrival() {
        try (StoreFixture store = StoreFixture.open(database)) {
            store.write(new Batch(StoreFixture.entries(EventBodies.ids(0, 3)), List.of(), Source.REPAIR));
            store.write(
                    batch(List.of(StoreFixture.entry(EventBodies.message(ID + 9).put("message_seq", 0)))));
            assertThat(store.arrivals()).isEmpty();
        }
    }

    @Test
    void whereNobodyLooksForGapsNumbersAreNotWritten() {
        try (StoreFixture store = StoreFixture.open(database)) {
            MessageStore without = MessageStore.open(store.database(), LayoutName.NATIVE, false)
                    .await();
            without.write(batch(StoreFixture.entries(EventBodies.ids(0, 3)))).await();
            assertThat(store.arrivals()).isEmpty();
        }
    }

    @Test
    void anArrivalThatCannotBeWrittenLeavesNoMessage() throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            Sql.run(database, "RENAME TABLE wkgate_arrival TO elsewhere");
            Batch batch = batch(StoreFixture.entries(EventBodies.ids(0, 3)));
            assertThatThrownBy(() -> store.write(batch)).hasMessageContaining("wkgate_arrival");
            assertThat(MessageRows.count(database)).isZero();

            Sql.run(database, "RENAME TABLE elsewhere TO wkgate_arrival");
            assertThat(store.write(batch).stored()).isEqualTo(3);
            assertThat(store.arrivals()).containsExactly(runOf(1, 3));
        }
    }

    @Test
    void messagesThatCannotBeWrittenLeaveNoArrival() throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            Sql.run(database, "RENAME TABLE message TO elsewhere");
            assertThatThrownBy(() -> store.write(batch(StoreFixture.entries(EventBodies.ids(0, 3)))))
                    .hasMessageContaining("message");
            assertThat(store.arrivals()).isEmpty();
        }
    }

    @Test
    void aRefusedMessageCountsAsHavingComeAndTheArrivalStaysOne() throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            MessageStoreTest.refuse(database, "message", "NEW.message_seq IN (7, 250)");
            Written written = store.write(batch(StoreFixture.entries(EventBodies.ids(0, 300))));
            assertThat(written.stored()).isEqualTo(298);
            assertThat(written.setAside()).hasSize(2);
            assertThat(store.arrivals()).containsExactly(runOf(1, 300));
        }
    }

    @Test
    void aMessageThatDoesNotFitItsColumnsCountsAsHavingCome() {
        try (StoreFixture store = StoreFixture.open(database)) {
            List<Entry.Accepted> entries = new ArrayList<>(StoreFixture.entries(EventBodies.ids(0, 3)));
            entries.set(1, StoreFixture.entry(EventBodies.message(ID + 1).put("from_uid", "u".repeat(256))));
            assertThat(store.write(batch(entries)).setAside()).hasSize(1);
            assertThat(store.arrivals()).containsExactly(runOf(1, 3));
        }
    }

    @Test
    void whereNotEvenTheDeadLetterIsTakenNoNumberOfTheBatchIsTold() throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            MessageStoreTest.refuse(database, "message", "NEW.message_seq = 2");
            Sql.run(
                    database,
                    "CREATE TRIGGER refuse_too BEFORE INSERT ON wkgate_dead_letter FOR EACH ROW SIGNAL SQLSTATE '45000'");
            assertThatThrownBy(() -> store.write(batch(StoreFixture.entries(EventBodies.ids(0, 3)))))
                    .isNotNull();
            assertThat(MessageRows.count(database)).isEqualTo(2);
            assertThat(store.arrivals()).isEmpty();
        }
    }

    @Test
    void aRefusedArrivalCostsNoMessage() throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            MessageStoreTest.refuse(database, "wkgate_arrival", "TRUE");
            assertThat(store.write(batch(StoreFixture.entries(EventBodies.ids(0, 3))))
                            .stored())
                    .isEqualTo(3);
            assertThat(MessageRows.count(database)).isEqualTo(3);
        }
    }

    @Test
    void anArrivalLargerThanAPacketIsSeveralRowsThatTellTheSame() {
        List<Message> messages = Stream.iterate(0, i -> i + 1)
                .limit(2000)
                .map(i -> EventBodies.message(ID + i).put("channel_id", "群".repeat(500) + i))
                .map(StoreFixture::entry)
                .map(Entry.Accepted::message)
                .toList();
        int room = 100_000;
        List<Statement> rows = ArrivalRows.inserts(messages, new PacketLimit(room + 64 * 1024));
        assertThat(rows)
                .hasSizeGreaterThan(20)
                .allSatisfy(row ->
                        assertThat(row.parameters().getBuffer(0).length()).isLessThanOrEqualTo(room));
        List<Numbers> told = rows.stream()
                .map(row -> Arrival.read(row.parameters().getBuffer(0)))
                .flatMap(arrival -> arrival.channels().stream())
                .toList();
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(Arrival.of(messages).channels());
    }

    @Test
    void itsTimeIsTheDatabasesInUtc() throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            store.write(batch(StoreFixture.entries(EventBodies.ids(0, 3))));
            assertThat(Sql.number(
                            database,
                            "SELECT ABS(TIMESTAMPDIFF(SECOND, at, UTC_TIMESTAMP(3))) < 60 FROM wkgate_arrival"))
                    .isOne();
        }
    }

    private static Arrival runOf(long first, long last) {
        return new Arrival(List.of(new Numbers(G1, List.of(new SeqRun(first, last)), ID + last - 1)));
    }

    private static Batch batch(List<Entry.Accepted> entries) {
        List<Message> numbered = entries.stream().map(Entry.Accepted::message).toList();
        return new Batch(entries, List.of(), List.of(), List.of(), numbered, Source.WEBHOOK);
    }
}
