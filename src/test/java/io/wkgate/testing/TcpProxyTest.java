package io.wkgate.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.wkgate.store.embedded.ConnectionDetails;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every fault of the proxy does to a database client what its name says, and ends when it is switched off. */
@ExtendWith(DatabaseServerExtension.class)
class TcpProxyTest {
    private Vertx vertx;
    private ConnectionDetails direct;
    private TcpProxy proxy;
    private ConnectionDetails proxied;

    @BeforeEach
    void start(ConnectionDetails database) throws SQLException {
        vertx = Vertx.vertx();
        direct = database;
        proxy = TcpProxy.start(vertx, direct.host(), direct.port());
        proxied = proxy.through(direct);
        execute(direct, "CREATE TABLE note (id INT PRIMARY KEY)");
    }

    @AfterEach
    void stop() {
        proxy.close();
        EndOf.vertx(vertx);
    }

    @Test
    void withoutFaultsItPassesEverythingOn() throws Exception {
        String large = "x".repeat(5_000_000);
        try (Connection connection = proxied.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT '" + large + "'")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).isEqualTo(large);
            assertThat(proxy.connectionCount()).isEqualTo(1);
        }
        await().until(() -> proxy.connectionCount() == 0);
    }

    @Test
    void cutConnectionsAreGoneAndNewOnesWork() throws Exception {
        try (Connection connection = proxied.connect()) {
            proxy.cutConnections();
            assertThatThrownBy(() -> connection.createStatement().execute("SELECT 1"))
                    .isInstanceOf(SQLException.class);
        }
        execute(proxied, "SELECT 1");
    }

    @Test
    void refusingKeepsOpenConnectionsAndAdmitsNoMore() throws Exception {
        try (Connection connection = proxied.connect()) {
            proxy.refuse(true);
            assertThatThrownBy(proxied::connect).isInstanceOf(SQLException.class);
            connection.createStatement().execute("SELECT 1");
        }
        proxy.refuse(false);
        execute(proxied, "SELECT 1");
    }

    @Test
    void whileItHangsNothingIsAnsweredAndAfterwardsEverythingArrives() throws Exception {
        try (Connection connection = proxied.connect()) {
            proxy.hang(true);
            CompletableFuture<Boolean> insert = CompletableFuture.supplyAsync(() -> insert(connection));
            CompletableFuture<Boolean> fresh = CompletableFuture.supplyAsync(this::connects);
            await().during(Duration.ofMillis(300)).until(() -> !insert.isDone() && !fresh.isDone());
            assertThat(count()).isZero();

            proxy.hang(false);
            await().untilAsserted(() -> assertThat(insert).isCompleted());
            await().untilAsserted(() -> assertThat(fresh).isCompleted());
            assertThat(count()).isEqualTo(1);
        }
    }

    @Test
    void aDelayCountsInBothDirections() throws Exception {
        try (Connection connection = proxied.connect();
                Statement statement = connection.createStatement()) {
            proxy.delay(Duration.ofMillis(100));
            long start = System.nanoTime();
            statement.execute("SELECT 1");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(195));
            proxy.delay(Duration.ZERO);
        }
    }

    @Test
    void aCommitWhoseAnswerIsDroppedIsDoneAndTheClientOfJdbcSeesAFailure() throws Exception {
        proxy.dropCommitAnswers(1);
        try (Connection connection = proxied.connect()) {
            connection.setAutoCommit(false);
            assertThat(insert(connection)).isTrue();
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }
        assertThat(count()).isEqualTo(1);
        execute(proxied, "COMMIT");
    }

    @Test
    void aCommitWhoseAnswerIsDroppedIsDoneAndTheClientOfVertxSeesAFailure() throws Exception {
        proxy.dropCommitAnswers(1);
        MySQLConnection connection = MySQLConnection.connect(
                        vertx,
                        new MySQLConnectOptions()
                                .setHost(proxied.host())
                                .setPort(proxied.port())
                                .setUser(proxied.user())
                                .setPassword(proxied.password())
                                .setDatabase(proxied.database()))
                .await();
        assertThatThrownBy(() -> connection
                        .begin()
                        .compose(transaction -> connection
                                .query("INSERT INTO note VALUES (1)")
                                .execute()
                                .compose(inserted -> transaction.commit()))
                        .await())
                .isNotNull();
        assertThat(count()).isEqualTo(1);
    }

    private boolean connects() {
        try (Connection connection = proxied.connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean insert(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("INSERT INTO note VALUES (1)") == 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(ConnectionDetails database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count() throws SQLException {
        try (Connection connection = direct.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM note")) {
            result.next();
            return result.getInt(1);
        }
    }
}
