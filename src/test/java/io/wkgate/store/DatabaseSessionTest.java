package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The promise: whatever the server's defaults are, every session of ours is strict, in UTC and READ COMMITTED. */
class DatabaseSessionTest {

    private static DatabaseServer server;

    @BeforeAll
    static void startLaxServer() throws Exception {
        server = DatabaseServer.start();
        Sql.runAsAdministrator(
                server,
                "SET GLOBAL sql_mode = ''",
                "SET GLOBAL autocommit = 0",
                "SET GLOBAL TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    }

    @AfterAll
    static void closeServer() throws Exception {
        server.close();
    }

    @Test
    void everySessionIsStrictInUtcAndReadCommittedOnAServerThatIsNot() throws Exception {
        try (StoreFixture store = StoreFixture.open(server.createDatabase())) {
            List<Future<String>> sessions = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                sessions.add(store.database()
                        .transaction(connection -> connection
                                .query(
                                        "SELECT CONCAT_WS(' ', @@sql_mode, @@time_zone, @@tx_isolation, SLEEP(0.2)) AS session")
                                .execute()
                                .map(rows -> rows.iterator().next().getString("session"))));
            }
            assertThat(sessions)
                    .extracting(session -> session.await())
                    .containsOnly("STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION +00:00 READ-COMMITTED 0");
        }
    }

    @Test
    void whatIsWrittenIsCommittedOnAServerThatDoesNotCommitByItself() throws Exception {
        ConnectionDetails database = server.createDatabase();
        try (StoreFixture store = StoreFixture.open(database)) {
            store.write(StoreFixture.entries(EventBodies.ids(1, 23)));
            // The last, for a later BEGIN on its connection would commit it: one statement without a transaction.
            store.write(StoreFixture.entries(EventBodies.ids(0, 1)));
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM message")).isEqualTo(24);
        }
    }

    /** A process that is paused, or whose host is gone, closes nothing. */
    @Test
    void whatASessionThatFallsSilentHasLockedIsFreeSoon() throws Exception {
        ConnectionDetails database = server.createDatabase();
        try (StoreFixture store = StoreFixture.open(database);
                Connection silent = database.connect();
                java.sql.Statement statement = silent.createStatement()) {
            Leases leases = new Leases(store.database(), UUID.randomUUID());
            assertThat(leases.takeOrKeep("finder", Duration.ofMillis(1)).await())
                    .isTrue();
            for (String sql : Database.sessionStatements(Duration.ofSeconds(1))) {
                statement.execute(sql);
            }
            silent.setAutoCommit(false);
            statement.execute("UPDATE wkgate_lease SET beat_at = UTC_TIMESTAMP(3) WHERE name = 'finder'");
            Leases other = new Leases(store.database(), UUID.randomUUID());
            await().ignoreExceptions()
                    .until(() ->
                            other.takeOrKeep("finder", Duration.ofMinutes(1)).await());
            assertThatThrownBy(silent::commit).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aTextIsNeverCutOnAServerThatWouldCutIt() throws Exception {
        ConnectionDetails database = server.createDatabase();
        try (StoreFixture store = StoreFixture.open(database)) {
            Sql.run(database, "ALTER TABLE message MODIFY from_uid VARCHAR(3) NOT NULL");
            Written written = store.write(List.of(
                    StoreFixture.entry(EventBodies.message(EventBodies.FIRST_ID).put("from_uid", "four"))));
            assertThat(written.stored()).isZero();
            assertThat(written.setAside()).hasSize(1);
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM message")).isZero();
        }
    }

    @Test
    void whenItWasStoredIsInUtcOnAServerInKathmandu() throws Exception {
        try (StoreFixture store = StoreFixture.open(server.createDatabase())) {
            store.write(new Batch(
                    StoreFixture.entries(EventBodies.ids(0, 1)), List.of(StoreFixture.letter("x")), Source.WEBHOOK));
            Row row = store.database()
                    .execute("SELECT stored_at FROM message", Tuple.tuple())
                    .await()
                    .iterator()
                    .next();
            assertRecent(row.getLocalDateTime("stored_at").toInstant(ZoneOffset.UTC));
            DeadLetter letter = store.deadLetters()
                    .list(DeadLetterFilter.ALL, Long.MAX_VALUE, 1)
                    .await()
                    .get(0);
            assertRecent(letter.firstSeenAt());
            assertRecent(letter.lastSeenAt());
        }
    }

    private static void assertRecent(Instant time) {
        assertThat(time)
                .isBetween(
                        Instant.now().minus(Duration.ofHours(1)), Instant.now().plus(Duration.ofHours(1)));
    }
}
