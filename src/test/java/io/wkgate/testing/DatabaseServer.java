package io.wkgate.testing;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.store.embedded.MariaDbInstallation;
import io.wkgate.store.embedded.MariaDbServer;
import io.wkgate.store.embedded.Passwords;
import io.wkgate.store.embedded.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real MariaDB for tests, which can be killed, hung and starved. Tests that only need databases share one through
 * {@link DatabaseServerExtension}; a test that breaks the server starts its own. Closing it deletes its data.
 */
public final class DatabaseServer implements AutoCloseable {
    private static final Path PROGRAMS = Path.of("target", "mariadb");

    /** Not UTC on purpose: whoever relies on the server's time zone should fail here and not at a user's. */
    private static final List<String> OPTIONS = List.of("default-time-zone=+05:45", "max-connections=500");

    private final MariaDbInstallation installation;
    private final ServerDirectory directory;
    private final ServerSettings settings;
    private final AtomicInteger databases = new AtomicInteger();
    private MariaDbServer server;

    private DatabaseServer(MariaDbInstallation installation, ServerDirectory directory, ServerSettings settings)
            throws IOException {
        this.installation = installation;
        this.directory = directory;
        this.server = MariaDbServer.startOnAnyPort(installation, settings);
        this.settings = server.settings();
    }

    /** Starts a server of the caller's own, in about a second; one at a time, for what others left behind is put away first. */
    public static DatabaseServer start() throws IOException {
        return startWith();
    }

    /** As {@link #start()}, with more lines in its option file. */
    public static synchronized DatabaseServer startWith(String... options) throws IOException {
        MariaDbInstallation installation = MariaDbInstallation.unpack(PROGRAMS.toAbsolutePath());
        ServerDirectory directory = ServerDirectory.create();
        ConnectionDetails admin =
                new ConnectionDetails(LoopbackPort.HOST, LoopbackPort.choose(), "admin", Passwords.random(), "mysql");
        return new DatabaseServer(
                installation,
                directory,
                new ServerSettings(
                        directory.path(),
                        admin,
                        ServerSettings.Role.ADMINISTRATOR,
                        Stream.concat(OPTIONS.stream(), Stream.of(options)).toList()));
    }

    /** The port, which stays the same over {@link #restart()}. */
    public int port() {
        return settings.login().port();
    }

    /** A fresh, empty database, and a user who may do everything in it and nothing elsewhere. */
    public ConnectionDetails createDatabase() throws SQLException {
        // Without an underscore: in a grant it stands for any character.
        String name = "test" + databases.incrementAndGet();
        ConnectionDetails details = new ConnectionDetails(LoopbackPort.HOST, port(), name, Passwords.random(), name);
        try (Connection connection = adminConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE %s CHARACTER SET utf8mb4".formatted(name));
            statement.execute(
                    "CREATE USER '%s'@'%s' IDENTIFIED BY '%s'".formatted(name, details.host(), details.password()));
            statement.execute("GRANT ALL PRIVILEGES ON %s.* TO '%s'@'%s'".formatted(name, name, details.host()));
        }
        return details;
    }

    /** The server's own process. */
    public ProcessHandle process() {
        return server.process().toHandle();
    }

    /** Where the files of a database's tables are. */
    public Path files(ConnectionDetails database) {
        return directory.path().resolve("data").resolve(database.database());
    }

    /** Who may do everything. */
    public ConnectionDetails administrator() {
        return settings.login();
    }

    /** A connection of the account that may do everything; read-only mode and the connection limit do not bind it. */
    public Connection adminConnection() throws SQLException {
        return settings.login().connect();
    }

    /** How many transactions wait for a lock of another one. */
    public long lockWaits() throws SQLException {
        try (Connection connection = adminConnection();
                Statement statement = connection.createStatement();
                ResultSet waits = statement.executeQuery(
                        "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")) {
            waits.next();
            return waits.getLong(1);
        }
    }

    /** Ends the server at once, as {@code kill -9} or the kernel would. Returns when it is gone. */
    public void kill() throws InterruptedException {
        server.process().destroyForcibly().waitFor();
    }

    /** Starts the server again on its port and data, after {@link #kill()} or out of its normal work. */
    public void restart() throws IOException {
        server.close();
        server = MariaDbServer.start(installation, settings);
    }

    /** As {@link #restart()}, with more lines in its option file this once. */
    public void restartWith(String... options) throws IOException {
        server.close();
        server = MariaDbServer.start(
                installation,
                new ServerSettings(
                        settings.directory(),
                        settings.login(),
                        settings.role(),
                        Stream.concat(settings.options().stream(), Stream.of(options))
                                .toList()));
    }

    /** Makes the server hang: connections stay open, new ones are still accepted by the kernel, nothing is answered. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets a paused server go on, with whatever it was asked in the meantime. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** Refuses all writes but the administrator's, with error 1290, as a server does that is no longer the primary. */
    public void readOnly(boolean readOnly) throws SQLException {
        set("read_only", readOnly ? 1 : 0);
    }

    /** Refuses further connections with error 1040 when so many are open; the least that MariaDB accepts is 10. */
    public void maxConnections(int count) throws SQLException {
        set("max_connections", count);
    }

    @Override
    public void close() throws IOException {
        // A paused server would hear the request to stop only after it goes on.
        server.process().destroyForcibly();
        server.close();
        directory.close();
    }

    private void set(String variable, int value) throws SQLException {
        try (Connection connection = adminConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL %s = %d".formatted(variable, value));
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill", "-" + name, String.valueOf(server.process().pid()))
                .inheritIO()
                .start();
        if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("Cannot send SIG" + name + " to the database server.");
        }
    }
}
