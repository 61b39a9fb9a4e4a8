package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.Entry;
import io.wkgate.event.Refusal;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: a row that the database refuses becomes a dead letter that says why, and costs no other row. */
@ExtendWith(DatabaseServerExtension.class)
class MessageStoreTest {

    private static final List<Long> IDS = EventBodies.ids(0, 300);

    @Test
    void newRowsAndRepeatedOnesAreCountedApart(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            assertThat(store.write(StoreFixture.entries(IDS.subList(0, 200))))
                    .isEqualTo(new Written(200, 0, List.of()));
            assertThat(store.write(StoreFixture.entries(IDS))).isEqualTo(new Written(100, 200, List.of()));
            assertThat(MessageRows.byId(database)).containsOnlyKeys(IDS);
        }
    }

    @Test
    void theSameIdTwiceInOneBatchIsOneRow(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            List<Entry.Accepted> twice = StoreFixture.entries(List.of(IDS.get(0), IDS.get(1), IDS.get(0)));
            assertThat(store.write(twice)).isEqualTo(new Written(2, 1, List.of()));
            assertThat(MessageRows.byId(database)).containsOnlyKeys(IDS.subList(0, 2));
        }
    }

    @Test
    void theRowThatIsThereStaysAsItIs(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            store.write(StoreFixture.entries(IDS.subList(0, 1)));
            Sql.run(database, "UPDATE message SET is_revoked = 1, payload = 'edited'");
            JsonObject other = EventBodies.message(IDS.get(0)).put("from_uid", "u9");
            store.write(List.of(StoreFixture.entry(other)));
            assertThat(Sql.column(database, "SELECT CONCAT(from_uid, is_revoked, payload) FROM message"))
                    .containsExactly("u11edited");
        }
    }

    @Test
    void oneRowOfThreeHundredThatATriggerRefusesIsADeadLetterAndTheOthersAreRows(ConnectionDetails database)
            throws Exception {
        assertOthersAreStored(database, List.of(IDS.get(137)));
    }

    @Test
    void severalRefusedRowsAreADeadLetterEach(ConnectionDetails database) throws Exception {
        assertOthersAreStored(database, List.of(IDS.get(0), IDS.get(1), IDS.get(150), IDS.get(298), IDS.get(299)));
    }

    private static void assertOthersAreStored(ConnectionDetails database, List<Long> refused) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            refuse(
                    database,
                    "message",
                    "NEW.message_id IN " + refused.toString().replace('[', '(').replace(']', ')'));
            Written written = store.write(StoreFixture.entries(IDS));
            List<Long> stored = new ArrayList<>(IDS);
            stored.removeAll(refused);
            assertThat(written.stored()).isEqualTo(stored.size());
            assertThat(written.setAside()).hasSize(refused.size());
            assertThat(MessageRows.byId(database)).containsOnlyKeys(stored);

            List<DeadLetter> letters = store.deadLetters()
                    .list(DeadLetterFilter.ALL, Long.MAX_VALUE, 500)
                    .await();
            assertThat(letters).hasSize(refused.size()).allSatisfy(letter -> {
                assertThat(letter.field()).isEqualTo("entry");
                assertThat(letter.reason()).isEqualTo("the database refuses it, error 1644 (45000)");
                assertThat(letter.event()).isEqualTo("msg.notify");
                assertThat(letter.cut()).isFalse();
            });
            assertThat(letters)
                    .extracting(letter -> bytes(store, letter).toJsonObject().getLong("message_id"))
                    .containsExactlyInAnyOrderElementsOf(refused);
        }
    }

    @Test
    void aTextThatDoesNotFitANarrowedColumnIsADeadLetterThatNamesTheColumn(ConnectionDetails database)
            throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            Sql.run(database, "ALTER TABLE message MODIFY from_uid VARCHAR(10) NOT NULL");
            List<Entry.Accepted> entries = new ArrayList<>(StoreFixture.entries(IDS.subList(0, 40)));
            entries.set(7, StoreFixture.entry(EventBodies.message(IDS.get(7)).put("from_uid", "elevenchars")));
            assertThat(store.write(entries).stored()).isEqualTo(39);
            DeadLetter letter = store.deadLetters()
                    .list(DeadLetterFilter.ALL, Long.MAX_VALUE, 2)
                    .await()
                    .get(0);
            assertThat(letter.field()).isEqualTo("from_uid");
            assertThat(letter.reason()).contains("1406").doesNotContain("elevenchars");
        }
    }

    @Test
    void aCharacterThatAColumnCannotHoldIsADeadLetterThatNamesTheColumn(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            Sql.run(database, "ALTER TABLE message MODIFY client_msg_no VARCHAR(255) CHARACTER SET utf8mb3 NOT NULL");
            JsonObject emoji = EventBodies.message(IDS.get(0)).put("client_msg_no", "😀");
            Written written = store.write(List.of(
                    StoreFixture.entry(emoji),
                    StoreFixture.entries(IDS.subList(1, 2)).get(0)));
            assertThat(written.stored()).isEqualTo(1);
            assertThat(written.setAside())
                    .extracting(NewDeadLetter::refusal)
                    .extracting(Refusal::field)
                    .containsExactly("client_msg_no");
        }
    }

    @Test
    void aDeadLetterThatTheDatabaseRefusesAtItsFullSizeIsKeptCut(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            refuse(database, "wkgate_dead_letter", "LENGTH(NEW.bytes) > 20000");
            NewDeadLetter letter = StoreFixture.letter("x".repeat(50_000));
            Written written = store.write(new Batch(StoreFixture.entries(IDS), List.of(letter), Source.WEBHOOK));
            assertThat(written.stored()).isEqualTo(300);
            DeadLetter kept = store.deadLetters()
                    .list(DeadLetterFilter.ALL, Long.MAX_VALUE, 2)
                    .await()
                    .get(0);
            assertThat(kept.kept()).isEqualTo(16 * 1024);
            assertThat(kept.size()).isEqualTo(50_000);
            assertThat(kept.cut()).isTrue();
        }
    }

    private static Buffer bytes(StoreFixture store, DeadLetter letter) {
        return store.deadLetters().find(letter.id()).await().orElseThrow().bytes();
    }

    static void refuse(ConnectionDetails database, String table, String condition) throws Exception {
        Sql.run(
                database,
                "CREATE TRIGGER refuse BEFORE INSERT ON " + table + " FOR EACH ROW IF " + condition
                        + " THEN SIGNAL SQLSTATE '45000'; END IF");
    }
}
