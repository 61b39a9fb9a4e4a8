package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.Message;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.RowsRead;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: what is older than asked for is deleted, in small parts, and nothing else; another server's tables are left alone. */
@ExtendWith(DatabaseServerExtension.class)
class OldMessagesTest {

    private static final Instant NOW = Instant.now();
    private static final Duration MONTH = Duration.ofDays(30);

    private ConnectionDetails details;
    private StoreFixture fixture;
    private Vertx vertx;
    private OldMessages messages;

    @BeforeEach
    void open(ConnectionDetails details) throws Exception {
        this.details = details;
        fixture = StoreFixture.open(details);
        vertx = Vertx.vertx();
        messages = OldMessages.of(fixture.database(), LayoutName.NATIVE);
        for (int day = 0; day < 60; day++) {
            Sql.run(
                    details,
                    "INSERT INTO message (message_id, message_seq, client_msg_no, from_uid, channel_id, channel_type,"
                            + " red_dot, setting, expire, timestamp, payload, source) VALUES ("
                            + Message.firstId(NOW.minus(Duration.ofDays(day)).plusSeconds(60)) + ", " + (60 - day)
                            + ", '', 'u1', 'g1', 2, 0, 0, 0, 0, '', 'webhook')");
        }
    }

    @AfterEach
    void close() {
        fixture.close();
        EndOf.vertx(vertx);
    }

    @Test
    void aMessageIsAsOldAsItsIdSays() {
        Instant made = Instant.parse("2026-11-22T09:35:00.123Z");
        assertThat(Message.idTime(Message.firstId(made))).isEqualTo(made);
        assertThat(Message.idTime(Message.firstId(made) - 1)).isEqualTo(made.minusMillis(1));
    }

    @Test
    void theOldestGoFirstAndNoMoreThanAsked() throws Exception {
        Instant before = NOW.minus(MONTH);
        assertThat(messages.count(before).await()).isEqualTo(29);
        assertThat(messages.delete(before, 20).await()).isEqualTo(20);
        assertThat(Sql.number(details, "SELECT MIN(message_seq) FROM message")).isEqualTo(21);
        assertThat(messages.delete(before, 20).await()).isEqualTo(9);
        assertThat(messages.delete(before, 20).await()).isZero();
        assertThat(Sql.number(details, "SELECT COUNT(*) FROM message WHERE message_seq > 29"))
                .isEqualTo(31);
    }

    @Test
    void oneOfTwoProcessesDeletesAllThatIsTooOld() throws Exception {
        Leases others = new Leases(fixture.database(), UUID.randomUUID());
        MessageRetention retention =
                new MessageRetention(vertx, messages, new Leases(fixture.database(), UUID.randomUUID()), MONTH);
        assertThat(others.takeOrKeep("prune", Duration.ofMinutes(1)).await()).isTrue();
        assertThat(retention.run().await()).isZero();
        others.release("prune").await();
        assertThat(retention.run().await()).isEqualTo(29);
        assertThat(others.takeOrKeep("prune", Duration.ofMinutes(1)).await()).isTrue();
        assertThat(Sql.number(details, "SELECT COUNT(*) FROM message")).isEqualTo(31);
    }

    @Test
    void whatOneThatDiedHasLeftIsDoneWithin30Seconds() throws Exception {
        Leases dead = new Leases(fixture.database(), UUID.randomUUID());
        MessageRetention retention =
                new MessageRetention(vertx, messages, new Leases(fixture.database(), UUID.randomUUID()), MONTH);
        assertThat(retention.look().await()).isZero();
        dead.takeOrKeep(MessageRetention.LEASE, MessageRetention.LEASED).await();
        assertThat(retention.look().await()).isZero();
        Sql.run(details, "UPDATE wkgate_lease SET expires_at = UTC_TIMESTAMP(3)");
        assertThat(retention.look().await()).isEqualTo(29);
        assertThat(retention.look().await()).isZero();
        assertThat(MessageRetention.LEASED.plusMillis(MessageRetention.LOOK_MILLIS))
                .isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void deletingReadsNothingOfWhatStays() throws Exception {
        assertThat(RowsRead.by(
                        details,
                        "SELECT * FROM message WHERE message_id < ? ORDER BY message_id LIMIT 5",
                        Message.firstId(NOW.minus(MONTH))))
                .isLessThan(10);
    }

    @Test
    void theTablesOfAnotherServerAreLeftAlone() {
        assertThatThrownBy(() -> OldMessages.of(fixture.database(), LayoutName.TSDD))
                .hasMessageContaining("database.layout is tsdd");
    }
}
