package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.config.DestinationSettings.Order;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.RowsRead;
import io.wkgate.testing.Sql;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: however much waits for a dead destination, what the workers ask of the database costs no more. */
@ExtendWith(DatabaseServerExtension.class)
class WaitingRowsTest {

    private static final int LANES = 1024;

    private static void fill(ConnectionDetails database, int count) throws Exception {
        Sql.run(
                database,
                "INSERT INTO wkgate_event (id, name, source, received_at, body) SELECT UNHEX(LPAD(HEX(seq), 32, '0')),"
                        + " 'msg.notify', 'webhook', UTC_TIMESTAMP(3), '' FROM seq_1_to_5000",
                "INSERT INTO wkgate_delivery (event_id, destination, part, lane, state, due_at, expires_at) SELECT"
                        + " UNHEX(LPAD(HEX(seq), 32, '0')), 1, '', seq % " + LANES + ", 0,"
                        + " TIMESTAMPADD(MICROSECOND, -1000 * CAST(seq AS SIGNED), UTC_TIMESTAMP(3)),"
                        + " TIMESTAMPADD(DAY, 3, UTC_TIMESTAMP(3)) FROM seq_1_to_" + count,
                // What another destination has, and what this one has had.
                "INSERT INTO wkgate_delivery (event_id, destination, part, lane, state, due_at, expires_at) SELECT"
                        + " event_id, 2, '', lane, id % 2, due_at, expires_at FROM wkgate_delivery LIMIT " + count / 2);
    }

    private static void costsNoMore(ConnectionDetails database, int waiting) throws Exception {
        try (RelayFixture relay = RelayFixture.open(
                database,
                Destinations.named("dead"),
                Destinations.named("other").inOrder(Order.CHANNEL))) {
            fill(database, waiting);
            Sql.run(database, "ANALYZE TABLE wkgate_delivery");
            assertThat(RowsRead.by(database, DeliveryQueue.DUE, 1, 8)).isBetween(8L, 20L);
            assertThat(RowsRead.by(database, DeliveryQueue.heads(2), 1, 5, 1, 6, 1))
                    .isBetween(2L, 20L);
            assertThat(RowsRead.by(database, DeliveryQueue.loadedHeads("?,?"), 1, 5, 6, "''"))
                    .isBetween(2L, 20L);
            // Bounded by the lanes: found, joined and sorted.
            assertThat(RowsRead.by(database, DeliveryQueue.ALL_HEADS, 1, 1)).isBetween((long) LANES, 10L * LANES);
            assertThat(RowsRead.by(database, Backlogs.OLDEST, 1)).isBetween((long) LANES, 10L * LANES);
        }
    }

    /** What all sessions have read. */
    private static long readByAll(ConnectionDetails database) throws Exception {
        return Sql.number(
                database,
                "SELECT SUM(VARIABLE_VALUE) FROM information_schema.GLOBAL_STATUS"
                        + " WHERE VARIABLE_NAME LIKE 'HANDLER\\_READ%'");
    }

    @Test
    void deletingWhatWasDeliveredReadsNothingOfWhatWaits() throws Exception {
        try (DatabaseServer server = DatabaseServer.start()) {
            ConnectionDetails database = server.createDatabase();
            try (RelayFixture relay =
                    RelayFixture.keepingNothing(database, Destinations.named("dead"), Destinations.named("other"))) {
                // The database knows nothing of what comes: statistics are as old as they may be.
                Sql.run(
                        database,
                        "ALTER TABLE wkgate_delivery STATS_AUTO_RECALC = 0",
                        "ALTER TABLE wkgate_event STATS_AUTO_RECALC = 0");
                fill(database, 20_000);
                Sql.run(
                        database,
                        "DELETE FROM wkgate_delivery WHERE destination = 2",
                        "UPDATE wkgate_delivery SET state = 1 WHERE id <= 400",
                        // Each delivery has an event of its own.
                        "INSERT IGNORE INTO wkgate_event (id, name, source, received_at, body) SELECT"
                                + " event_id, 'msg.notify', 'webhook', UTC_TIMESTAMP(3), '' FROM wkgate_delivery");
                long before = readByAll(database);
                relay.await(relay.relay().housekeeping().clean());
                long read = readByAll(database) - before;
                assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1"))
                        .isZero();
                assertThat(read).isLessThan(400 * 20);
            }
        }
    }

    @Test
    void twentyThousand(ConnectionDetails database) throws Exception {
        costsNoMore(database, 20_000);
    }

    @Test
    @Tag("long")
    void aMillion(ConnectionDetails database) throws Exception {
        costsNoMore(database, 1_000_000);
    }

    @Test
    void aStrictDestinationIsOneLane(ConnectionDetails database) throws Exception {
        try (RelayFixture relay =
                RelayFixture.open(database, Destinations.named("dead"), Destinations.named("other"))) {
            fill(database, 20_000);
            Sql.run(database, "UPDATE wkgate_delivery SET lane = 0", "ANALYZE TABLE wkgate_delivery");
            assertThat(RowsRead.by(database, DeliveryQueue.ALL_HEADS, 1, 1)).isLessThan(20);
        }
    }

    /** What waits after a failure, for the most part, and a few that are being sent. */
    @Test
    void whetherALaneIsBusyIsSeenInWhatIsDueSoon(ConnectionDetails database) throws Exception {
        try (RelayFixture relay =
                RelayFixture.open(database, Destinations.named("dead"), Destinations.named("other"))) {
            fill(database, 20_000);
            Sql.run(
                    database,
                    "UPDATE wkgate_delivery SET lane = 0",
                    "UPDATE wkgate_delivery SET due_at = TIMESTAMPADD(MINUTE, 10, UTC_TIMESTAMP(3)) WHERE id > 10000",
                    "UPDATE wkgate_delivery SET lease = REPEAT('x', 16),"
                            + " due_at = TIMESTAMPADD(SECOND, 20, UTC_TIMESTAMP(3)) WHERE id BETWEEN 101 AND 110",
                    "ANALYZE TABLE wkgate_delivery");
            assertThat(RowsRead.by(database, DeliveryQueue.ALL_HEADS, 1, 1)).isBetween(10L, 60L);
            assertThat(RowsRead.by(database, DeliveryQueue.heads(1), 1, 0, 1)).isBetween(10L, 60L);
            assertThat(RowsRead.by(database, DeliveryQueue.loadedHeads("?"), 1, 105, "REPEAT('x', 16)"))
                    .isBetween(10L, 60L);
        }
    }
}
