package io.wkgate.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database keeps what was committed, keeps others out, and starts again after whatever happened. */
class EmbeddedDatabaseTest {
    private static final Path SHARED_BASE = Path.of("target", "mariadb");

    @TempDir
    private Path temporary;

    @Test
    void aFreshStartCanBeUsedAndARestartKeepsDataPortAndPassword() throws Exception {
        Path directory = directory();
        ConnectionDetails first;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, SHARED_BASE)) {
            first = database.connectionDetails();
            execute(first, "CREATE TABLE note (text VARCHAR(20))", "INSERT INTO note VALUES ('凌晨 🌙')");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, SHARED_BASE)) {
            assertThat(database.connectionDetails()).isEqualTo(first);
            assertThat(query(first, "SELECT text FROM note")).isEqualTo("凌晨 🌙");
        }
    }

    @Test
    void anAnsweredCommitIsOnTheDiskAndBadValuesAreRefused() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory(), SHARED_BASE)) {
            ConnectionDetails details = database.connectionDetails();
            assertThat(query(details, "SELECT @@innodb_flush_log_at_trx_commit"))
                    .isEqualTo("1");
            assertThat(query(details, "SELECT @@max_allowed_packet")).isEqualTo("67108864");
            assertThat(query(details, "SELECT @@character_set_server")).isEqualTo("utf8mb4");
            assertThat(query(details, "SELECT @@global.sql_mode")).contains("STRICT_TRANS_TABLES");
        }
    }

    @Test
    void anotherProcessFindsItWhileItRuns() throws Exception {
        Path directory = directory();
        assertThat(EmbeddedDatabase.find(directory)).isEmpty();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, SHARED_BASE)) {
            assertThat(EmbeddedDatabase.find(directory)).contains(database.connectionDetails());
        }
        assertThat(EmbeddedDatabase.find(directory)).isEmpty();
    }

    @Test
    void aSecondStartOnTheSameDirectoryIsRefused() throws Exception {
        Path directory = directory();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, SHARED_BASE)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(directory, SHARED_BASE))
                    .isInstanceOf(EmbeddedDatabaseException.class)
                    .hasMessageContaining(directory.toRealPath().toString())
                    .hasMessageContaining("in use by another wkgate process")
                    .hasMessageContaining("database.url");
            assertThat(query(database.connectionDetails(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void thePasswordShowsNowhereButInFilesOfTheOwner() throws Exception {
        Path directory = directory();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, SHARED_BASE)) {
            String password = database.connectionDetails().password();
            assertThat(database.connectionDetails().toString()).doesNotContain(password);
            assertThat(ProcessHandle.allProcesses()
                            .map(process -> process.info().commandLine().orElse("")))
                    .noneMatch(line -> line.contains(password));
            assertThat(directory.resolve("run/init.sql")).doesNotExist();
            assertThat(directory.resolve("run/my.cnf")).content().doesNotContain(password);
            assertThat(directory.resolve("mariadb.log")).content().doesNotContain(password);
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.resolve("connection.json"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void nobodyEntersWithoutThePasswordAndTheUserSeesItsOwnDatabaseOnly() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory(), SHARED_BASE)) {
            ConnectionDetails own = database.connectionDetails();
            for (String user : new String[] {"root", "wkgate", "mariadb.sys", ""}) {
                ConnectionDetails wrong = new ConnectionDetails(own.host(), own.port(), user, "", "");
                assertThatThrownBy(wrong::connect).as("user '%s'", user).isInstanceOf(SQLException.class);
            }
            assertThatThrownBy(() -> query(own, "SELECT * FROM mysql.global_priv"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void onlyThisMachineCanConnect() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory(), SHARED_BASE)) {
            int port = database.connectionDetails().port();
            var addresses = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList();
            for (var address : addresses) {
                assertThatThrownBy(() -> connect(new InetSocketAddress(address, port)))
                        .isInstanceOf(IOException.class);
            }
            connect(new InetSocketAddress("127.0.0.1", port));
        }
    }

    @Test
    void dataWithoutItsProgramIsStartedWithAProgramUnpackedAgain() throws Exception {
        Path directory = temporary.resolve("database");
        ConnectionDetails details;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            details = database.connectionDetails();
            execute(details, "CREATE TABLE note (text VARCHAR(20))", "INSERT INTO note VALUES ('kept')");
        }
        Files.move(directory.resolve("base"), temporary.resolve("elsewhere"));
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            assertThat(query(details, "SELECT text FROM note")).isEqualTo("kept");
        }
    }

    @Test
    void aLostConnectionFileMeansANewPasswordAndNoLostData() throws Exception {
        Path directory = directory();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, SHARED_BASE)) {
            execute(database.connectionDetails(), "CREATE TABLE note (text VARCHAR(20))");
        }
        Files.writeString(directory.resolve("connection.json"), "{\"port\":");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, SHARED_BASE)) {
            assertThat(query(database.connectionDetails(), "SELECT COUNT(*) FROM note"))
                    .isEqualTo("0");
        }
    }

    @Test
    void aServerThatCannotStartIsReportedWithTheEndOfItsLog() throws Exception {
        Path directory = directory();
        Files.createDirectories(directory.resolve("data"));
        assertThatThrownBy(() -> EmbeddedDatabase.start(directory, SHARED_BASE))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining("ended at its start")
                .hasMessageContaining("mysql.plugin");
    }

    private Path directory() throws IOException {
        return Files.createDirectory(temporary.resolve("database"));
    }

    private static void connect(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, 1_000);
        }
    }

    private static void execute(ConnectionDetails details, String... statements) throws SQLException {
        try (Connection connection = details.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(ConnectionDetails details, String sql) throws SQLException {
        try (Connection connection = details.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
