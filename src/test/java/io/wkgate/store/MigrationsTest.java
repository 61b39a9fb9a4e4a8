package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TcpProxy;
import io.wkgate.testing.TsddTables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promise: the tables are brought up to date once, however many replicas start at once and wherever one of them was
 * killed, and a table of somebody else is never touched.
 */
@ExtendWith(DatabaseServerExtension.class)
class MigrationsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int COMMON = 8;
    private static final int NATIVE = COMMON + 1;

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void replicasThatStartAtOnceTakeTurnsAndAllSucceed(LayoutName layout, ConnectionDetails database) throws Exception {
        if (layout == LayoutName.TSDD) {
            TsddTables.create(database);
        }
        ExecutorService replicas = Executors.newFixedThreadPool(3);
        try {
            List<CompletableFuture<Integer>> runs = Stream.of(1, 2, 3)
                    .map(replica -> CompletableFuture.supplyAsync(
                            () -> migrations(database, layout).run(), replicas))
                    .toList();
            assertThat(runs.stream().mapToInt(CompletableFuture::join).sum())
                    .isEqualTo(layout == LayoutName.NATIVE ? NATIVE : COMMON);
            migrations(database, layout).requireNone();
        } finally {
            replicas.shutdownNow();
        }
    }

    @Test
    void aStartThatMayNotMigrateRefusesWithASentenceAndTouchesNothing(ConnectionDetails database) throws Exception {
        assertThatThrownBy(() -> migrations(database, LayoutName.NATIVE).requireNone())
                .isInstanceOf(MigrationException.class)
                .hasMessage(NATIVE + " migrations have not run; run `java -jar wkgate.jar migrate` or start without"
                        + " --no-migrate");
        assertThat(Sql.column(database, "SHOW TABLES")).isEmpty();
    }

    @Test
    void aMessageTableOfSomebodyElseIsLeftAloneAndTheSentenceNamesTheSetting(ConnectionDetails database)
            throws Exception {
        TsddTables.create(database);
        List<String> before = Sql.column(database, "SHOW TABLES");
        assertThatThrownBy(() -> migrations(database, LayoutName.NATIVE).run())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("database.layout")
                .hasMessageContaining("message");
        assertThat(Sql.column(database, "SHOW TABLES")).isEqualTo(before);

        assertThat(migrations(database, LayoutName.TSDD).run()).isEqualTo(COMMON);
    }

    @Test
    void theTsddLayoutWithoutItsTablesRefusesWithASentenceThatNamesTheSetting(ConnectionDetails database)
            throws Exception {
        assertThatThrownBy(() -> migrations(database, LayoutName.TSDD).run())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("database.layout");
        assertThat(Sql.column(database, "SHOW TABLES")).isEmpty();
    }

    @Test
    void aReplicaThatWasKilledInTheMiddleOfAMigrationHindersNoOther(ConnectionDetails database) throws Exception {
        migrations(database, LayoutName.NATIVE).run();
        // The engine commits every CREATE TABLE by itself: killed behind one, its migration is not in the history.
        Sql.run(
                database,
                "DELETE FROM wkgate_schema_history WHERE version IS NOT NULL",
                "DROP TABLE wkgate_access_key",
                "DROP TABLE wkgate_command",
                "DROP TABLE wkgate_audit",
                "INSERT INTO message (message_id, message_seq, client_msg_no, from_uid, channel_id, channel_type, red_dot,"
                        + " setting, expire, timestamp, payload, source) VALUES (1, 1, '', '', '', 1, 1, 1, 1, 1, '', '')");
        assertThat(migrations(database, LayoutName.NATIVE).run()).isEqualTo(NATIVE);
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM message")).isEqualTo(1);
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_access_key"))
                .isZero();
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_command")).isZero();
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_audit")).isZero();
    }

    @Test
    void aDatabaseThatCannotBeReachedIsASentenceWithoutThePassword(ConnectionDetails database) {
        ConnectionDetails wrong = new ConnectionDetails(
                database.host(), database.port(), database.user(), "wrong-password", database.database());
        assertThatThrownBy(
                        () -> new Migrations(StoreFixture.url(wrong), LayoutName.NATIVE, Duration.ofSeconds(1)).run())
                .isInstanceOf(MigrationException.class)
                .hasMessageNotContainingAny("wrong-password", "\n");
    }

    /** As behind a firewall that drops packets each attempt takes its 5 s, so that a number of attempts would be minutes. */
    @Test
    void aDatabaseThatSaysNothingIsWaitedForByTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ConnectionDetails database =
                    new ConnectionDetails("127.0.0.1", silent.getLocalPort(), "wkgate", "secret", "wkgate");
            Migrations migrations =
                    new Migrations(StoreFixture.url(database), LayoutName.NATIVE, Duration.ofSeconds(2));
            assertThatThrownBy(migrations::run)
                    .isInstanceOf(MigrationException.class)
                    .hasMessageStartingWith("the state of the tables could not be read: ")
                    .hasMessageNotContainingAny("secret", "\n");
            assertThat(waiting(silent)).isEqualTo(1);
        }
    }

    @Test
    void aDatabaseThatIsThereLaterIsWaitedFor(ConnectionDetails database) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (TcpProxy proxy = TcpProxy.start(vertx, database.host(), database.port());
                LogCapture log = LogCapture.open()) {
            proxy.refuse(true);
            Migrations migrations = new Migrations(
                    StoreFixture.url(proxy.through(database)), LayoutName.NATIVE, Duration.ofSeconds(60));
            CompletableFuture<Integer> run = CompletableFuture.supplyAsync(migrations::run);
            Awaitility.await()
                    .until(() -> log.lines().stream()
                            .anyMatch(line -> line.startsWith("WARN the database cannot be reached yet: ")));
            proxy.refuse(false);
            assertThat(run.get(60, TimeUnit.SECONDS)).isEqualTo(NATIVE);
        } finally {
            EndOf.vertx(vertx);
        }
    }

    /** A host without power closes no connection. */
    @Test
    void theLockOfOneThatIsGoneEndsWithinMinutes(ConnectionDetails database) throws Exception {
        try (Connection connection =
                        Migrations.dataSource(StoreFixture.url(database)).getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT @@SESSION.wait_timeout")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getInt(1)).isEqualTo(600);
        }
    }

    /** How many have connected, be they gone or not. */
    private static int waiting(ServerSocket server) throws IOException {
        server.setSoTimeout(200);
        int count = 0;
        while (true) {
            try {
                server.accept().close();
                count++;
            } catch (SocketTimeoutException nobody) {
                return count;
            }
        }
    }

    private static Migrations migrations(ConnectionDetails database, LayoutName layout) {
        return new Migrations(StoreFixture.url(database), layout, PATIENCE);
    }
}
