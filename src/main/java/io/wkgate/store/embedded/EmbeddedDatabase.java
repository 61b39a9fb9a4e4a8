package io.wkgate.store.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * wkgate's own MariaDB with its data in one directory. What is committed stays over restarts and crashes; port and
 * password stay too. Close it, or the server outlives this JVM; then the next start on the directory takes over.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String NAME = "wkgate";

    private final DirectoryLock lock;
    private final MariaDbServer server;
    private final ConnectionDetails connectionDetails;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedDatabase(DirectoryLock lock, MariaDbServer server, ConnectionDetails connectionDetails) {
        this.lock = lock;
        this.server = server;
        this.connectionDetails = connectionDetails;
    }

    /**
     * Starts the database and returns when it can be used: about 4 seconds the first time, below one second later.
     *
     * @param directory holds everything of the database; made when absent, and nothing else may use it
     * @throws NoEmbeddedBuildException where no build for this platform is on the class path
     * @throws EmbeddedDatabaseException when another process uses the directory, or the server does not start
     */
    public static EmbeddedDatabase start(Path directory) {
        return start(directory, directory.resolve("base"));
    }

    /** Starts it with its program unpacked elsewhere, which several databases may then share. */
    static EmbeddedDatabase start(Path directory, Path base) {
        try {
            PrivateFile.createDirectory(directory);
            // One spelling of the path, however it was given: orphans are recognised by it.
            Path home = directory.toRealPath();
            DirectoryLock lock = DirectoryLock.acquire(home);
            try {
                return start(home, base.toAbsolutePath(), lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("Cannot run the embedded database in " + directory + ": " + e, e);
        }
    }

    /** The database that runs in the directory, in whichever process; empty when none answers. */
    public static Optional<ConnectionDetails> find(Path directory) {
        try {
            return new ConnectionFile(directory).read().filter(details -> LoopbackPort.answers(details.port()));
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("Cannot read the connection details in " + directory + ": " + e, e);
        }
    }

    /** The account that owns the database {@code wkgate} and may do nothing else. */
    public ConnectionDetails connectionDetails() {
        return connectionDetails;
    }

    /** Stops the server cleanly, in 30 seconds at most. Closing twice is harmless. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (lock) {
            server.close();
        } catch (IOException e) {
            LOGGER.warn("Cannot release the lock of the embedded database", e);
        }
    }

    private static EmbeddedDatabase start(Path home, Path base, DirectoryLock lock) throws IOException {
        MariaDbServer.stopOrphans(home);
        PartialDirectory.deleteLeftovers(home);
        PartialDirectory.deleteLeftovers(base);
        MariaDbInstallation installation = MariaDbInstallation.unpack(base);
        ConnectionFile file = new ConnectionFile(home);
        MariaDbServer server = MariaDbServer.startOnAnyPort(
                installation, new ServerSettings(home, keptOrNew(file), ServerSettings.Role.OWNER, List.of()));
        ConnectionDetails details = server.settings().login();
        file.write(details);
        EmbeddedDatabase database = new EmbeddedDatabase(lock, server, details);
        database.reportUnexpectedEnd(home);
        LOGGER.info("The embedded database runs in {} on {}:{}", home, details.host(), details.port());
        return database;
    }

    private static ConnectionDetails keptOrNew(ConnectionFile file) throws IOException {
        Optional<ConnectionDetails> kept = file.read();
        if (kept.isPresent() && LoopbackPort.isFree(kept.get().port())) {
            return kept.get();
        }
        int port = LoopbackPort.choose();
        return kept.map(details -> details.withPort(port))
                .orElseGet(() -> new ConnectionDetails(LoopbackPort.HOST, port, NAME, Passwords.random(), NAME));
    }

    private void reportUnexpectedEnd(Path home) {
        var unused = server.process().onExit().thenAccept(process -> {
            if (!closed.get()) {
                LOGGER.error(
                        "The embedded database ended by itself with exit code {}: see {}, then start wkgate again",
                        process.exitValue(),
                        home.resolve("mariadb.log"));
            }
        });
    }
}
