package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.MessageRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The promise: whatever a database does for a while, an event that is held meanwhile is answered with success when it is
 * stored, once, and not before.
 */
class DatabaseFaultsTest {

    private static final List<Long> POSTED = EventBodies.ids(0, 20);
    private static final List<Long> CALLED = EventBodies.ids(20, 20);

    private static DatabaseServer server;

    private FaultFixture fixture;

    @BeforeAll
    static void startServer() throws Exception {
        server = DatabaseServer.start();
    }

    @AfterAll
    static void closeServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void startGateway() throws Exception {
        fixture = new FaultFixture(server, Map.of());
    }

    @AfterEach
    void closeGateway() {
        fixture.close();
    }

    @Test
    void aDatabaseThatIsKilledAndStartedAgain() throws Exception {
        server.kill();
        Future<Boolean> posted = fixture.post(POSTED);
        Future<Boolean> called = fixture.call(CALLED);
        awaitFailedCommits(3);
        assertThat(posted.isComplete() || called.isComplete()).isFalse();
        server.restart();
        fixture.assertStored(posted, POSTED, called, CALLED);
    }

    @Test
    void aDatabaseThatTurnsReadOnly() throws Exception {
        server.readOnly(true);
        Future<Boolean> posted = fixture.post(POSTED);
        Future<Boolean> called = fixture.call(CALLED);
        awaitFailedCommits(3);
        assertThat(posted.isComplete() || called.isComplete()).isFalse();
        assertThat(MessageRows.count(fixture.database())).isZero();
        server.readOnly(false);
        fixture.assertStored(posted, POSTED, called, CALLED);
    }

    @Test
    void aDatabaseThatHasNoConnectionLeft() throws Exception {
        List<Connection> others = new ArrayList<>();
        // Open before the places are gone, so that it can give them back whoever asks for one at that moment.
        Connection administrator = server.adminConnection();
        try {
            execute(administrator, "SET GLOBAL max_connections = 10");
            takeEveryOtherConnection(administrator, others);
            Future<Boolean> posted = fixture.post(POSTED);
            Future<Boolean> called = fixture.call(CALLED);
            awaitFailedCommits(3);
            assertThat(posted.isComplete() || called.isComplete()).isFalse();
            closeAll(others);
            fixture.assertStored(posted, POSTED, called, CALLED);
        } finally {
            closeAll(others);
            execute(administrator, "SET GLOBAL max_connections = 500");
            administrator.close();
        }
    }

    /** The administrator has one of ten and nobody lets go of what it has, so in the end nothing is left for the gateway. */
    private void takeEveryOtherConnection(Connection administrator, List<Connection> others) throws SQLException {
        ConnectionDetails another = server.createDatabase();
        await().until(() -> {
            // Again at each turn: the gateway is as quick to connect as the test is.
            execute(administrator, "KILL USER " + fixture.database().user());
            try {
                while (others.size() < 9) {
                    others.add(another.connect());
                }
                return true;
            } catch (SQLException full) {
                return false;
            }
        });
    }

    private static void closeAll(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aDatabaseThatHangsWithoutAnsweringIsGivenUpAndTriedAgain() throws Exception {
        server.pause();
        Future<Boolean> posted = fixture.post(POSTED);
        Future<Boolean> called = fixture.call(CALLED);
        awaitFailedCommits(1);
        assertThat(posted.isComplete() || called.isComplete()).isFalse();
        server.resume();
        fixture.assertStored(posted, POSTED, called, CALLED);
    }

    private void awaitFailedCommits(int count) {
        await().until(() -> fixture.scrape().value("wkgate_commit_failures_total") >= count);
    }
}
