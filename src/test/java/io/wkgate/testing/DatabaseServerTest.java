package io.wkgate.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wkgate.store.embedded.ConnectionDetails;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The faults of the test server are those of a real one, and end when they are switched off. */
@ExtendWith(DatabaseServerExtension.class)
class DatabaseServerTest {
    @Test
    void everyDatabaseIsFreshAndItsUserSeesNoOther(DatabaseServer server) throws Exception {
        ConnectionDetails first = server.createDatabase();
        ConnectionDetails second = server.createDatabase();
        execute(first, "CREATE TABLE note (id INT PRIMARY KEY)");

        assertThatThrownBy(() -> execute(second, "SELECT * FROM note")).hasMessageContaining("doesn't exist");
        assertThatThrownBy(() -> execute(second, "SELECT * FROM " + first.database() + ".note"))
                .hasMessageContaining("denied");
        assertThatThrownBy(() -> execute(second, "SET GLOBAL read_only = 0")).hasMessageContaining("denied");
    }

    @Test
    void allTestsShareOneServer(DatabaseServer server, DatabaseServer again, ConnectionDetails database) {
        assertThat(again).isSameAs(server);
        assertThat(database.port()).isEqualTo(server.port());
    }

    @Test
    void aReadOnlyServerRefusesWritesUntilItIsNoLonger() throws Exception {
        try (DatabaseServer server = DatabaseServer.start()) {
            ConnectionDetails database = withTable(server);
            server.readOnly(true);
            assertThatThrownBy(() -> execute(database, "INSERT INTO note VALUES (1)"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo(1290));
            server.readOnly(false);
            execute(database, "INSERT INTO note VALUES (1)");
        }
    }

    @Test
    void aServerWithoutFreeConnectionsRefusesMoreButLetsTheAdministratorIn() throws Exception {
        List<Connection> open = new ArrayList<>();
        try (DatabaseServer server = DatabaseServer.start()) {
            ConnectionDetails database = server.createDatabase();
            server.maxConnections(10);
            assertThatThrownBy(() -> {
                        while (open.size() <= 10) {
                            open.add(database.connect());
                        }
                    })
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Too many connections");
            server.maxConnections(100);
            database.connect().close();
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    @Test
    void aPausedServerAnswersNothingUntilItIsResumed() throws Exception {
        try (DatabaseServer server = DatabaseServer.start()) {
            ConnectionDetails database = withTable(server);
            server.pause();
            CompletableFuture<Void> insert = CompletableFuture.runAsync(() -> {
                try (Connection connection = database.connect();
                        Statement statement = connection.createStatement()) {
                    statement.execute("INSERT INTO note VALUES (1)");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().during(Duration.ofMillis(300)).until(() -> !insert.isDone());
            server.resume();
            await().untilAsserted(() -> assertThat(insert).isCompleted());
            assertThat(count(database)).isEqualTo(1);
        }
    }

    @Test
    void aKilledServerComesBackOnItsPortWithWhatWasCommitted() throws Exception {
        try (DatabaseServer server = DatabaseServer.start()) {
            ConnectionDetails database = withTable(server);
            try (Connection open = database.connect();
                    Statement statement = open.createStatement()) {
                statement.execute("INSERT INTO note VALUES (1)");
                open.setAutoCommit(false);
                statement.execute("INSERT INTO note VALUES (2)");
                server.kill();
                assertThatThrownBy(open::commit).isInstanceOf(SQLException.class);
            }
            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            server.restart();
            assertThat(count(database)).isEqualTo(1);
        }
    }

    private static ConnectionDetails withTable(DatabaseServer server) throws SQLException {
        ConnectionDetails database = server.createDatabase();
        execute(database, "CREATE TABLE note (id INT PRIMARY KEY)");
        return database;
    }

    private static void execute(ConnectionDetails database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(ConnectionDetails database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM note")) {
            result.next();
            return result.getInt(1);
        }
    }
}
