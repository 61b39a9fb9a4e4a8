package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.Sql;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: of any number of ids it is told exactly which are in the table, and of a channel who wrote in it lately. */
@ExtendWith(DatabaseServerExtension.class)
class StoredIdsTest {

    private static final ChannelKey G1 = new ChannelKey(2, "g1");
    private static final long ID = EventBodies.FIRST_ID;

    private final ConnectionDetails database;

    StoredIdsTest(ConnectionDetails database) {
        this.database = database;
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void ofAnyNumberOfIdsThoseThatAreStoredAreTold(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, layout)) {
            List<Long> stored = EventBodies.ids(0, 1300);
            fixture.store().write(StoreFixture.entries(stored));
            for (int count : new int[] {0, 1, 2, 10, 11, 200, 499, 501, 1200}) {
                List<Long> asked = EventBodies.ids(1300 - count / 2, count);
                assertThat(fixture.reader().stored(G1, asked).await())
                        .as("of " + count)
                        .isEqualTo(new HashSet<>(EventBodies.ids(1300 - count / 2, count / 2)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void aRevokedOrDeletedMessageIsStored(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, layout)) {
            fixture.write(EventBodies.message(ID), EventBodies.message(ID + 1));
            fixture.mark(fixture.message(ID), "u9", Instant.now()).await();
            if (layout == LayoutName.TSDD) {
                Sql.run(database, "UPDATE message4 SET is_deleted = 1");
            }
            assertThat(fixture.reader().stored(G1, List.of(ID, ID + 1, ID + 1)).await())
                    .containsExactlyInAnyOrder(ID, ID + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 513})
    void whoDoesNotCutIsTold(int count) {
        List<Long> keys = EventBodies.ids(0, count);
        assertThatThrownBy(() -> new KeyList<>(keys)).hasMessageContaining(count + " keys");
        assertThatThrownBy(() -> KeyList.sorted(keys)).hasMessageContaining(count + " keys");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64, 65, 199, 512, 513, 1025})
    void aListOfKeysHoldsAllOfThemInFewSizes(int count) {
        List<Long> keys = EventBodies.ids(0, count);
        List<KeyList<Long>> lists = KeyList.of(keys);
        assertThat(lists).hasSize((count + 511) / 512);
        assertThat(lists).flatExtracting(KeyList::keys).containsExactlyElementsOf(keys);
        assertThat(lists).allSatisfy(list -> {
            int marks =
                    Math.toIntExact(list.marks().chars().filter(c -> c == '?').count());
            assertThat(Integer.bitCount(marks)).isEqualTo(1);
            assertThat(list.addTo(Tuple.tuple()).size()).isEqualTo(marks);
            assertThat(list.padded()).hasSize(marks).startsWith(list.keys().toArray(Long[]::new));
        });
    }

    @Test
    void theSendersOfTheNewestMessagesAreToldTheEarliestFirst() throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, LayoutName.NATIVE)) {
            fixture.write(from(1, "u3"), from(2, "u1"), from(3, "U1"), from(4, ""), from(5, "u3"), from(6, "u2"));
            fixture.write(
                    from(7, "other").put("channel_id", "G1"), from(8, "other").put("channel_type", 3));
            assertThat(fixture.reader().senders(G1, 10).await()).containsExactly("u3", "u1", "U1", "u2");
            assertThat(fixture.reader().senders(G1, 2).await()).containsExactly("u3", "u1");
            assertThat(fixture.reader().senders(new ChannelKey(2, "empty"), 2).await())
                    .isEmpty();
        }
    }

    @Test
    void whoWroteLongAgoIsNotLookedFor() throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, LayoutName.NATIVE)) {
            JsonObject[] messages = new JsonObject[1100];
            for (int i = 0; i < messages.length; i++) {
                messages[i] = from(i + 1, i < 100 ? "old" : "u1");
            }
            fixture.write(messages);
            assertThat(fixture.reader().senders(G1, 10).await()).containsExactly("u1");
        }
    }

    @Test
    void inTheTsddLayoutNobodyIsTold() throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, LayoutName.TSDD)) {
            fixture.write(from(1, "u1"));
            assertThat(fixture.reader().senders(G1, 10).await()).isEmpty();
        }
    }

    private static JsonObject from(long seq, String uid) {
        return EventBodies.message(ID + seq).put("message_seq", seq).put("from_uid", uid);
    }
}
