package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.Message;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: one deletion goes on at a time, a stop waits for its batch and leaves the lease free, and before an hour has
 * passed nothing is deleted but what another process began meanwhile.
 */
@ExtendWith(DatabaseServerExtension.class)
class MessageRetentionTest {

    private static final Duration MONTH = Duration.ofDays(30);

    private ConnectionDetails details;
    private StoreFixture fixture;
    private Vertx vertx;
    private Leases own;
    private Leases others;
    private MessageRetention retention;

    @BeforeEach
    void open(ConnectionDetails database) {
        details = database;
        fixture = StoreFixture.open(details);
        vertx = Vertx.vertx();
        own = new Leases(fixture.database(), UUID.randomUUID());
        others = new Leases(fixture.database(), UUID.randomUUID());
        retention = new MessageRetention(vertx, OldMessages.of(fixture.database(), LayoutName.NATIVE), own, MONTH);
    }

    @AfterEach
    void close() {
        fixture.close();
        EndOf.vertx(vertx);
    }

    private void tooOld(int count) throws SQLException {
        long first = Message.firstId(Instant.now().minus(MONTH.multipliedBy(2)));
        Sql.run(
                details,
                LongStream.range(0, count)
                        .mapToObj(number -> "(" + (first + number) + ", " + (number + 1)
                                + ", '', 'u1', 'g1', 2, 0, 0, 0, 0, '', 'webhook')")
                        .collect(Collectors.joining(
                                ", ",
                                "INSERT INTO message (message_id, message_seq, client_msg_no, from_uid, channel_id,"
                                        + " channel_type, red_dot, setting, expire, timestamp, payload, source) VALUES ",
                                "")));
    }

    private long messages() throws SQLException {
        return Sql.number(details, "SELECT COUNT(*) FROM message");
    }

    /** Until it is closed, no batch comes to its end. */
    private Connection lockedMessages() throws SQLException {
        Connection connection = details.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT message_id FROM message FOR UPDATE");
        }
        return connection;
    }

    private static boolean take(Leases leases) {
        return leases.takeOrKeep(MessageRetention.LEASE, MessageRetention.LEASED)
                .await();
    }

    private void leaseEnds() throws SQLException {
        Sql.run(details, "UPDATE wkgate_lease SET expires_at = UTC_TIMESTAMP(3)");
    }

    @Test
    void nothingBeginsBesideADeletionThatIsRunning() throws Exception {
        tooOld(20);
        Future<Long> first;
        try (Connection lock = lockedMessages()) {
            first = retention.run();
            assertThat(retention.run().await()).isZero();
            assertThat(retention.look().await()).isZero();
            assertThat(first.isComplete()).isFalse();
            await().until(() -> others.find(MessageRetention.LEASE).await().isPresent());
            assertThat(take(others)).isFalse();
            lock.rollback();
        }
        assertThat(first.await()).isEqualTo(20);
        assertThat(retention.run().await()).isZero();
        assertThat(take(others)).isTrue();
    }

    @Test
    void aStopWaitsForTheBatchAndLeavesTheLeaseFree() throws Exception {
        tooOld(20);
        Future<Void> stopped;
        try (Connection lock = lockedMessages()) {
            retention.run();
            stopped = retention.stop();
            assertThat(stopped.isComplete()).isFalse();
            lock.rollback();
        }
        stopped.await();
        assertThat(messages()).isZero();
        assertThat(take(others)).isTrue();
    }

    @Test
    void aStopBetweenTwoBatchesLeavesTheRest() throws Exception {
        tooOld(1600);
        Future<Long> deletion = retention.run();
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> messages() < 1600);
        retention.stop().await();
        assertThat(deletion.isComplete()).isTrue();
        assertThat(messages()).isPositive().isEqualTo(1600 - deletion.await());
        assertThat(take(others)).isTrue();
        others.release(MessageRetention.LEASE).await();
        assertThat(retention.run().await()).isZero();
    }

    @Test
    void whatWasLeftBeforeTheStartWaitsForTheHour() throws Exception {
        tooOld(20);
        take(others);
        Sql.run(details, "UPDATE wkgate_lease SET beat_at = TIMESTAMPADD(SECOND, -1, beat_at)");
        assertThat(retention.look().await()).isZero();
        leaseEnds();
        assertThat(retention.look().await()).isZero();
        assertThat(retention.look().await()).isZero();
        assertThat(messages()).isEqualTo(20);
        assertThat(retention.run().await()).isEqualTo(20);
    }

    @Test
    void itsOwnThatCouldNotBeGivenBackWaitsForTheHour() throws Exception {
        tooOld(20);
        retention.look().await();
        take(own);
        leaseEnds();
        assertThat(retention.look().await()).isZero();
        assertThat(messages()).isEqualTo(20);
    }

    @Test
    void whileNothingCanBeWrittenALookSaysNothing() throws Exception {
        tooOld(20);
        retention.look().await();
        take(others);
        leaseEnds();
        Sql.run(
                details,
                "CREATE TRIGGER read_only BEFORE UPDATE ON wkgate_lease FOR EACH ROW"
                        + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'read-only'");
        try (LogCapture log = LogCapture.open()) {
            assertThat(retention.look().await()).isZero();
            assertThat(log.lines()).noneMatch(line -> line.contains("deleting old messages failed"));
        }
        Sql.run(details, "DROP TRIGGER read_only");
        assertThat(retention.look().await()).isEqualTo(20);
    }
}
