package io.wkgate.store.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds and ends MariaDB processes, also such as another JVM has left behind. */
final class ServerProcess {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServerProcess.class);
    private static final Duration CLEAN_STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final String DATA = "--datadir=";
    private static final long POLL_MILLIS = 50;

    private ServerProcess() {}

    static void stopOrphans(Path directory) {
        List<ProcessHandle> orphans = ProcessHandle.allProcesses()
                .filter(handle -> runsBelow(directory, handle))
                .toList();
        for (ProcessHandle orphan : orphans) {
            LOGGER.warn(
                    "The embedded database in {} still runs as process {}, left by a wkgate that was killed:"
                            + " stopping it",
                    directory,
                    orphan.pid());
            stop(orphan);
        }
    }

    /** Asks the process to stop, waits, and kills it when it does not. */
    static void stop(ProcessHandle handle) {
        handle.destroy();
        if (endsWithin(handle, CLEAN_STOP_LIMIT)) {
            return;
        }
        LOGGER.warn(
                "The embedded database (process {}) did not stop in {}, killing it", handle.pid(), CLEAN_STOP_LIMIT);
        handle.destroyForcibly();
        if (!endsWithin(handle, KILL_LIMIT)) {
            throw new EmbeddedDatabaseException(
                    "The embedded database (process " + handle.pid() + ") cannot be stopped.");
        }
    }

    private static boolean runsBelow(Path directory, ProcessHandle handle) {
        ProcessHandle.Info info = handle.info();
        String data = directory.resolve("data").toString();
        boolean named = info.arguments().stream()
                .flatMap(Stream::of)
                .filter(argument -> argument.startsWith(DATA))
                .map(argument -> argument.substring(DATA.length()))
                .anyMatch(path -> path.equals(data) || PartialDirectory.isIn(directory, path));
        // The name of the program too, because an editor or a search may have the same words in its arguments.
        return named && info.command().filter(ServerProcess::isServer).isPresent();
    }

    private static boolean isServer(String command) {
        String program = Path.of(command).getFileName().toString();
        return program.startsWith("mariadbd") || program.startsWith("mysqld");
    }

    private static boolean endsWithin(ProcessHandle handle, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                handle.onExit().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                // In a container nobody may collect an orphan's exit status: it counts as alive, but runs no program.
                if (handle.info().command().isEmpty()) {
                    return true;
                }
            } catch (ExecutionException e) {
                throw new EmbeddedDatabaseException("Cannot wait for process " + handle.pid() + ".", e);
            } catch (InterruptedException e) {
                handle.destroyForcibly();
                throw EmbeddedDatabaseException.interrupted("stopping the embedded database");
            }
        }
        return false;
    }
}
