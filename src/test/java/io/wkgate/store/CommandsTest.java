package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: a command is kept with its batch, once and as it came first, whatever becomes of the batch's messages. */
@ExtendWith(DatabaseServerExtension.class)
class CommandsTest {

    private static final List<Long> IDS = EventBodies.ids(0, 40);
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @Test
    void commandsAreCommittedWithTheMessagesAndDoNotCountAsMessages(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            Written written = store.write(new Batch(
                    StoreFixture.entries(IDS), List.of(revoke(900, 7), other(901)), List.of(), Source.WEBHOOK));
            assertThat(written).isEqualTo(new Written(40, 0, List.of()));
            Commands commands = new Commands(store.database());
            assertThat(commands.seen(900).await()).isTrue();
            assertThat(commands.seen(901).await()).isTrue();
            assertThat(commands.seen(7).await()).isFalse();
            assertThat(commands.echoed(7, LONG_AGO).await()).isTrue();
            assertThat(commands.echoed(900, LONG_AGO).await()).isFalse();
        }
    }

    @Test
    void manyCommandsAloneAreOneTransaction(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            List<Command> many = LongStream.rangeClosed(1, 1234)
                    .mapToObj(id -> id % 2 == 0 ? revoke(id, 10_000 + id) : other(id))
                    .toList();
            assertThat(store.write(new Batch(List.of(), many, List.of(), Source.WEBHOOK)))
                    .isEqualTo(new Written(0, 0, List.of()));
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_command"))
                    .isEqualTo(1234);
            assertThat(Sql.number(database, "SELECT COUNT(revokes) FROM wkgate_command"))
                    .isEqualTo(617);
        }
    }

    @Test
    void aCommandThatComesAgainKeepsTheTimeOfItsFirstComing(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            Batch batch = new Batch(List.of(), List.of(revoke(900, 7), revoke(900, 7)), List.of(), Source.WEBHOOK);
            store.write(batch);
            Sql.run(database, "UPDATE wkgate_command SET seen_at = '2020-01-02 00:00:00'");
            store.write(batch);
            Commands commands = new Commands(store.database());
            assertThat(commands.echoed(7, Instant.parse("2020-01-02T00:00:00Z")).await())
                    .isTrue();
            assertThat(commands.echoed(7, Instant.parse("2020-01-02T00:00:00.001Z"))
                            .await())
                    .isFalse();
        }
    }

    @Test
    void aRefusedMessageCostsNoCommand(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            MessageStoreTest.refuse(database, "message", "NEW.message_id IN (" + IDS.get(0) + "," + IDS.get(17) + ")");
            Written written = store.write(
                    new Batch(StoreFixture.entries(IDS), List.of(revoke(900, 7)), List.of(), Source.WEBHOOK));
            assertThat(written.stored()).isEqualTo(38);
            assertThat(written.setAside()).hasSize(2);
            assertThat(MessageRows.count(database)).isEqualTo(38);
            assertThat(new Commands(store.database()).seen(900).await()).isTrue();
        }
    }

    @Test
    void aRefusedMessageAloneWithACommandCostsItNeither(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            MessageStoreTest.refuse(database, "message", "TRUE");
            Written written = store.write(new Batch(
                    StoreFixture.entries(IDS.subList(0, 1)), List.of(revoke(900, 7)), List.of(), Source.WEBHOOK));
            assertThat(written.setAside()).hasSize(1);
            assertThat(new Commands(store.database()).seen(900).await()).isTrue();
        }
    }

    @Test
    void refusedCommandsFailTheBatchAndCostNoMessage(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            MessageStoreTest.refuse(database, "wkgate_command", "TRUE");
            Batch batch = new Batch(StoreFixture.entries(IDS), List.of(revoke(900, 7)), List.of(), Source.WEBHOOK);
            assertThat(catchThrowable(() -> store.write(batch))).isNotNull();
            assertThat(MessageRows.count(database)).isEqualTo(40);
        }
    }

    @Test
    void oldCommandsAreForgottenInParts(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            List<Command> many =
                    LongStream.rangeClosed(1, 10).mapToObj(CommandsTest::other).toList();
            store.write(new Batch(List.of(), many, List.of(), Source.WEBHOOK));
            Sql.run(database, "UPDATE wkgate_command SET seen_at = '2020-01-01 00:00:00' WHERE message_id <= 7");
            Commands commands = new Commands(store.database());
            Instant before = LONG_AGO.plus(Duration.ofSeconds(1));
            assertThat(commands.prune(LONG_AGO, 5).await()).isZero();
            assertThat(commands.prune(before, 5).await()).isEqualTo(5);
            assertThat(commands.prune(before, 5).await()).isEqualTo(2);
            assertThat(commands.prune(before, 5).await()).isZero();
            assertThat(Sql.column(database, "SELECT message_id FROM wkgate_command ORDER BY message_id"))
                    .containsExactly("8", "9", "10");
        }
    }

    private static Command revoke(long id, long revokes) {
        return new Command(id, OptionalLong.of(revokes));
    }

    private static Command other(long id) {
        return new Command(id, OptionalLong.empty());
    }
}
