package io.wkgate.store.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes the system tables of a new server. Done without MariaDB's install script, which needs a shell and more. */
final class DataDirectory {
    private static final long LIMIT_SECONDS = 120;

    // Without the help texts and the sys schema: nothing here reads them, and they double the time.
    private static final List<String> SYSTEM_TABLES =
            List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql", "mariadb_system_tables_data.sql");

    private DataDirectory() {}

    static void initialiseWhenAbsent(MariaDbInstallation installation, ServerSettings settings) throws IOException {
        if (Files.isDirectory(settings.data())) {
            return;
        }
        PartialDirectory partial = PartialDirectory.create(settings.directory());
        Process process = bootstrap(installation, settings, partial.path());
        try (OutputStream input = process.getOutputStream()) {
            write(input, "CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n");
            for (String file : SYSTEM_TABLES) {
                Files.copy(installation.share().resolve(file), input);
            }
            // It comes with a root account that needs no password.
            write(input, "DELETE FROM mysql.global_priv WHERE User <> 'mariadb.sys';\n");
            write(input, "DELETE FROM mysql.proxies_priv;\n");
        } catch (IOException e) {
            process.destroyForcibly();
            throw ServerLog.failure(settings, "The embedded database broke off while making its system tables", e);
        }
        awaitSuccess(process, settings);
        partial.complete(settings.data());
    }

    private static Process bootstrap(MariaDbInstallation installation, ServerSettings settings, Path data)
            throws IOException {
        Stream<String> command = Stream.of(
                installation.executable().toString(),
                "--no-defaults",
                "--bootstrap",
                "--datadir=" + data,
                "--basedir=" + installation.base(),
                "--lc-messages-dir=" + installation.share(),
                "--tmpdir=" + settings.run(),
                "--enforce-storage-engine=",
                "--skip-ssl");
        return ServerLog.start(installation, settings, Stream.concat(command, OptionFile.user()));
    }

    private static void awaitSuccess(Process process, ServerSettings settings) {
        try {
            if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return;
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw EmbeddedDatabaseException.interrupted("making the system tables of the embedded database");
        }
        process.destroyForcibly();
        throw ServerLog.failure(settings, "The embedded database could not make its system tables", null);
    }

    private static void write(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
