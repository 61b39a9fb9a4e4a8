package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.TcpProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: a connection that breaks off while the doctor looks, and a disk on which there is no room, are findings beside
 * whatever else was found.
 */
@ExtendWith(DatabaseServerExtension.class)
class DatabaseTroubleTest {

    private static final int TABLE_IS_FULL = 1114;

    @Test
    void theConnectionBreaksOffInTheMiddle(DatabaseServer server, ConnectionDetails details) throws Exception {
        DoctoredDatabase.healthy(details, LayoutName.NATIVE);
        Vertx vertx = Vertx.vertx();
        try (TcpProxy proxy = TcpProxy.start(vertx, details.host(), details.port());
                Connection other = details.connect();
                Statement lock = other.createStatement()) {
            // The doctor tries a row in each table, and waits at this one.
            lock.execute("LOCK TABLES wkgate_lease WRITE");
            DoctoredDatabase database = new DoctoredDatabase(proxy.through(details), LayoutName.NATIVE);
            CompletableFuture<List<Finding>> complaints = CompletableFuture.supplyAsync(database::complaints);
            await().until(() -> waits(server, details.user()));
            proxy.cutConnections();
            assertThat(complaints.join()).extracting(Finding::id).contains("database.interrupted");
        } finally {
            EndOf.vertx(vertx);
        }
    }

    private static boolean waits(DatabaseServer server, String user) throws SQLException {
        try (Connection connection = server.adminConnection();
                Statement statement = connection.createStatement()) {
            return statement
                    .executeQuery("SELECT 1 FROM information_schema.processlist WHERE user = '" + user
                            + "' AND state LIKE 'Waiting for table%lock%'")
                    .next();
        }
    }

    /** All tables in one file that may not grow, which is as good as a full disk. */
    @Test
    void thereIsNoRoomOnTheDisk() throws Exception {
        try (DatabaseServer server = DatabaseServer.startWith(
                "innodb-file-per-table=0",
                "innodb-data-file-path=ibdata1:12M:autoextend:max:20M",
                "innodb-flush-log-at-trx-commit=0")) {
            ConnectionDetails details = server.createDatabase();
            DoctoredDatabase database = DoctoredDatabase.healthy(details, LayoutName.NATIVE);
            fill(details);
            assertThat(database.complaints())
                    .filteredOn(finding -> finding.id().equals("database.disk-full"))
                    .isNotEmpty()
                    .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Finding.Level.FAILURE))
                    .anySatisfy(finding -> assertThat(finding.details()).containsEntry("table", "message"));
        }
    }

    /** Until there is room neither for large rows nor for one as the doctor tries it, which stands before all others. */
    private static void fill(ConnectionDetails database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            long id = 1_000_000;
            for (int payload : new int[] {100_000, 4_000, 0}) {
                while (inserts(statement, id, payload)) {
                    id--;
                }
            }
        }
    }

    private static boolean inserts(Statement statement, long id, int payload) throws SQLException {
        try {
            statement.execute("INSERT INTO message (message_id, message_seq, client_msg_no, from_uid, channel_id,"
                    + " channel_type, red_dot, setting, expire, timestamp, payload, source) VALUES (" + id
                    + ", 0, 'wkgate_doctor', 'wkgate_doctor', 'wkgate_doctor', 0, 0, 0, 0, 0, REPEAT('x', " + payload
                    + "), 'wkgate_d')");
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() != TABLE_IS_FULL) {
                throw e;
            }
            return false;
        }
    }
}
