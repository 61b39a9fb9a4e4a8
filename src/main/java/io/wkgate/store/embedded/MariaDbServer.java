package io.wkgate.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running MariaDB server, a child process that listens on 127.0.0.1 only. */
public final class MariaDbServer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(MariaDbServer.class);
    // Recovery after a crash comes before the first connection, and takes its time on a slow disk.
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 20;
    private static final int PORTS = 3;

    private final Process process;
    private final ServerSettings settings;

    private MariaDbServer(Process process, ServerSettings settings) {
        this.process = process;
        this.settings = settings;
    }

    /**
     * As {@link #start}, on another port if somebody took the settings' one meanwhile: making the data directory takes a
     * second.
     */
    public static MariaDbServer startOnAnyPort(MariaDbInstallation installation, ServerSettings settings)
            throws IOException {
        ServerSettings tried = settings;
        for (int left = PORTS - 1; ; left--) {
            try {
                return start(installation, tried);
            } catch (EmbeddedDatabaseException e) {
                int port = tried.login().port();
                if (left == 0 || LoopbackPort.isFree(port)) {
                    throw e;
                }
                LOGGER.warn("Port {} was taken while the embedded database started, choosing another", port);
                tried = tried.withPort(LoopbackPort.choose());
            }
        }
    }

    /**
     * Starts a server and returns when its login works. Makes the data directory when there is none. The caller sees to
     * it that no other server runs in the settings' directory.
     *
     * @throws EmbeddedDatabaseException when it does not start; the message quotes the server's log
     */
    public static MariaDbServer start(MariaDbInstallation installation, ServerSettings settings) throws IOException {
        PrivateFile.createDirectory(settings.run());
        DataDirectory.initialiseWhenAbsent(installation, settings);
        Path initFile = settings.run().resolve("init.sql");
        PrivateFile.write(initFile, settings.initialStatements());
        try {
            Path options = settings.run().resolve("my.cnf");
            Files.writeString(options, OptionFile.content(installation, settings, initFile));
            Stream<String> command = Stream.of(
                    installation.executable().toString(),
                    "--defaults-file=" + options,
                    // Not in the option file: by this argument the next start recognises an orphan.
                    "--datadir=" + settings.data());
            MariaDbServer server = new MariaDbServer(
                    ServerLog.start(installation, settings, Stream.concat(command, OptionFile.user())), settings);
            server.awaitLogin();
            return server;
        } finally {
            Files.delete(initFile);
        }
    }

    /**
     * Ends the servers that still run on data below {@code directory}: a killed JVM leaves its server behind, and that
     * holds the data. The caller makes sure that no living JVM uses the directory.
     */
    public static void stopOrphans(Path directory) {
        ServerProcess.stopOrphans(directory);
    }

    /** The running or ended process, whose id tests send signals to. */
    public Process process() {
        return process;
    }

    /** What it was started with. */
    public ServerSettings settings() {
        return settings;
    }

    /** Stops it cleanly; when it has not stopped after 30 seconds, kills it, which loses nothing committed. */
    @Override
    public void close() {
        ServerProcess.stop(process.toHandle());
    }

    private void awaitLogin() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (!loginWorks(settings.login())) {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw ServerLog.failure(settings, "The embedded database ended at its start", null);
                }
                if (System.nanoTime() > deadline) {
                    process.destroyForcibly();
                    throw ServerLog.failure(settings, "The embedded database did not start in " + START_LIMIT, null);
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw EmbeddedDatabaseException.interrupted("starting the embedded database");
        }
    }

    private static boolean loginWorks(ConnectionDetails login) {
        if (!LoopbackPort.answers(login.port())) {
            return false;
        }
        try (Connection connection = login.connect()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            LOGGER.debug("The embedded database does not let wkgate in yet: {}", notYet.getMessage());
            return false;
        }
    }
}
