package io.wkgate.store;

import static io.wkgate.store.LayoutFixture.idAfter;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import io.wkgate.store.Page.Direction;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promise: in each layout what was stored is read as it came, and a channel's pages hold each message exactly once. */
@ExtendWith(DatabaseServerExtension.class)
class MessageReaderTest {

    private static final ChannelKey G1 = new ChannelKey(2, "g1");
    private static final List<Long> ALL = Stream.of(0, 10, 20, 30, 40, 50)
            .map(millis -> idAfter(millis.longValue()))
            .toList();
    private static final List<Long> ALL_BACKWARD =
            ALL.stream().sorted(Comparator.reverseOrder()).toList();

    private ConnectionDetails database;

    @BeforeEach
    void take(ConnectionDetails fresh) {
        database = fresh;
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void everyFieldIsReadAsItCame(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, layout)) {
            JsonObject entry = EventBodies.message(EventBodies.FIRST_ID)
                    .put("header", new JsonObject().put("red_dot", 1))
                    .put("setting", 160)
                    .put("expire", 60)
                    .put("message_seq", 7)
                    .put("payload", EventBodies.base64(new byte[] {0, -1, '\'', 10}));
            fixture.write(entry, EventBodies.message(idAfter(1)).put("header", new JsonObject()));
            Message came = StoreFixture.entry(entry).message();
            assertThat(fixture.reader().find(came.messageId()).await())
                    .contains(new StoredMessage(came, Optional.empty()));
            assertThat(fixture.message(idAfter(1)).header().redDot()).isFalse();
            assertThat(fixture.reader().find(1).await()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void aMessageIsFoundByItsIdWhateverItsChannel(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, layout)) {
            // In the layout tsdd these are the tables 4, 2, 1, 0 and 3.
            List<String> channels = List.of("g1", "g2", "g5", "g6", "g8");
            for (int i = 0; i < channels.size(); i++) {
                fixture.write(EventBodies.message(idAfter(i)).put("channel_id", channels.get(i)));
            }
            for (int i = 0; i < channels.size(); i++) {
                assertThat(fixture.message(idAfter(i)).channel()).isEqualTo(new ChannelKey(2, channels.get(i)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void everyCopyOfAMessageInItsChannelIsFoundAndNoOther(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, layout)) {
            fixture.write(
                    EventBodies.message(idAfter(1)).put("client_msg_no", "same"),
                    EventBodies.message(idAfter(0)).put("client_msg_no", "same"),
                    EventBodies.message(idAfter(2)).put("client_msg_no", "Same"),
                    EventBodies.message(idAfter(3)).put("client_msg_no", "same").put("channel_id", "G1"),
                    EventBodies.message(idAfter(4)).put("client_msg_no", "same").put("channel_type", 3),
                    EventBodies.message(idAfter(5)).put("client_msg_no", ""));
            assertThat(ids(fixture.reader().findCopies("same", G1).await())).containsExactly(idAfter(0), idAfter(1));
            assertThat(fixture.reader().findCopies("", G1).await()).isEmpty();
            assertThat(fixture.reader().findCopies("other", G1).await()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void pagesGoBothWaysFromANumberInclusive(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = channel(layout)) {
            assertThat(page(fixture, null, null, Direction.FORWARD, 4)).isEqualTo(ALL.subList(0, 4));
            assertThat(page(fixture, 2L, null, Direction.FORWARD, 9)).isEqualTo(ALL.subList(3, 6));
            assertThat(page(fixture, 4L, null, Direction.FORWARD, 9)).isEmpty();
            assertThat(page(fixture, null, null, Direction.BACKWARD, 2)).isEqualTo(ALL_BACKWARD.subList(0, 2));
            assertThat(page(fixture, 2L, null, Direction.BACKWARD, 9)).isEqualTo(ALL_BACKWARD.subList(1, 6));
            assertThat(page(fixture, 0L, null, Direction.BACKWARD, 9)).isEqualTo(ALL_BACKWARD.subList(4, 6));
            assertThat(page(fixture, 99L, null, Direction.BACKWARD, 9)).isEqualTo(ALL_BACKWARD);
        }
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void pagesGoBothWaysFromATimeInclusiveToTheMillisecond(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = channel(layout)) {
            assertThat(page(fixture, null, at(30), Direction.FORWARD, 9)).isEqualTo(ALL.subList(3, 6));
            assertThat(page(fixture, null, at(31), Direction.FORWARD, 9)).isEqualTo(ALL.subList(4, 6));
            assertThat(page(fixture, null, at(30), Direction.BACKWARD, 9)).isEqualTo(ALL_BACKWARD.subList(2, 6));
            assertThat(page(fixture, null, at(29), Direction.BACKWARD, 9)).isEqualTo(ALL_BACKWARD.subList(3, 6));
            assertThat(page(fixture, 2L, at(40), Direction.FORWARD, 9)).isEqualTo(ALL.subList(4, 6));
            assertThat(page(fixture, null, Instant.EPOCH, Direction.FORWARD, 9)).isEqualTo(ALL);
            assertThat(page(fixture, null, Instant.EPOCH, Direction.BACKWARD, 9))
                    .isEmpty();
            Instant never = Instant.parse("9999-01-01T00:00:00Z");
            assertThat(page(fixture, null, never, Direction.FORWARD, 9)).isEmpty();
            assertThat(page(fixture, null, never, Direction.BACKWARD, 9)).isEqualTo(ALL_BACKWARD);
            assertThat(page(fixture, null, Instant.MIN, Direction.FORWARD, 9)).isEqualTo(ALL);
            assertThat(page(fixture, null, Instant.MAX, Direction.BACKWARD, 9)).isEqualTo(ALL_BACKWARD);
        }
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void pagesOfOneHoldEachMessageOnceThoughNumbersRepeatAndAreZero(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = channel(layout)) {
            assertThat(walk(fixture, Direction.FORWARD)).isEqualTo(ALL);
            assertThat(walk(fixture, Direction.BACKWARD)).isEqualTo(ALL_BACKWARD);
        }
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void idsOfFewerDigitsLoseNoMessage(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, layout)) {
            for (long id : new long[] {9, 10, 95, 100}) {
                fixture.write(EventBodies.message(id).put("message_idstr", "").put("message_seq", 0));
            }
            assertThat(walk(fixture, Direction.FORWARD)).containsExactlyInAnyOrder(9L, 10L, 95L, 100L);
            assertThat(walk(fixture, Direction.BACKWARD)).containsExactlyInAnyOrder(9L, 10L, 95L, 100L);
            assertThat(page(fixture, null, null, Direction.BACKWARD, 9)).hasSize(4);
        }
    }

    private static List<Long> walk(LayoutFixture fixture, Direction direction) {
        List<Long> seen = new ArrayList<>();
        Page page = new Page(Optional.empty(), Optional.empty(), direction, 1);
        List<StoredMessage> found = fixture.reader().page(G1, page).await();
        while (!found.isEmpty() && seen.size() < 99) {
            Message last = found.get(0).message();
            seen.add(last.messageId());
            page = new Page(
                    Optional.of(last.messageSeq()), Optional.empty(), direction, 1, OptionalLong.of(last.messageId()));
            found = fixture.reader().page(G1, page).await();
        }
        return seen;
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void aRevokedMessageStaysInItsPlaceWithItsMark(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = channel(layout)) {
            Instant at = Instant.parse("2026-11-22T10:00:00.123Z");
            fixture.mark(fixture.message(ALL.get(3)), "u9", at).await();
            List<StoredMessage> read = fixture.reader()
                    .page(G1, new Page(Optional.empty(), Optional.empty(), Direction.FORWARD, 9))
                    .await();
            assertThat(ids(read)).isEqualTo(ALL);
            assertThat(read)
                    .filteredOn(message -> message.mark().isPresent())
                    .singleElement()
                    .satisfies(message -> {
                        assertThat(message.mark()).contains(new Mark("u9", at));
                        assertThat(message.message().payload().toString()).contains("hello");
                    });
        }
    }

    @Test
    void whatTsddDeletedForEverybodyIsOnNoPageButFoundByItsId() throws Exception {
        try (LayoutFixture fixture = channel(LayoutName.TSDD)) {
            Sql.run(
                    database,
                    "INSERT INTO message_extra (message_id, is_deleted) VALUES ('" + ALL.get(0) + "', 1)",
                    "UPDATE message4 SET is_deleted = 1 WHERE message_id = '" + ALL.get(1) + "'");
            assertThat(page(fixture, null, null, Direction.FORWARD, 9)).isEqualTo(ALL.subList(2, 6));
            assertThat(fixture.reader().find(ALL.get(0)).await()).isPresent();
        }
    }

    @Test
    void aHeaderThatTsddDidNotWriteHasNoFlags() throws Exception {
        try (LayoutFixture fixture = channel(LayoutName.TSDD)) {
            Sql.run(database, "UPDATE message4 SET header = IF(message_seq = 0, '', '{\"red_dot\":true}')");
            assertThat(fixture.message(ALL.get(0)).header().redDot()).isFalse();
            assertThat(fixture.message(ALL.get(5)).header().redDot()).isTrue();
        }
    }

    /** Numbers that are 0 or twice the same, and beside it the same ids of another type and in another case. */
    private LayoutFixture channel(LayoutName layout) throws Exception {
        LayoutFixture fixture = new LayoutFixture(database, layout);
        long[] seqs = {0, 0, 1, 2, 2, 3};
        for (int i = 0; i < seqs.length; i++) {
            fixture.write(EventBodies.message(ALL.get(i)).put("message_seq", seqs[i]));
            fixture.write(EventBodies.message(ALL.get(i) + 1).put("channel_id", "G1"));
            fixture.write(EventBodies.message(ALL.get(i) + 2).put("channel_type", 3));
        }
        return fixture;
    }

    private static List<Long> page(LayoutFixture fixture, Long seq, Instant time, Direction direction, int limit) {
        Page page = new Page(Optional.ofNullable(seq), Optional.ofNullable(time), direction, limit);
        return ids(fixture.reader().page(G1, page).await());
    }

    private static Instant at(long millis) {
        return StoreFixture.entry(EventBodies.message(idAfter(millis)))
                .message()
                .idTime();
    }

    private static List<Long> ids(List<StoredMessage> messages) {
        return messages.stream().map(stored -> stored.message().messageId()).toList();
    }
}
