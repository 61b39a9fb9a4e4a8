package io.wkgate.store.embedded;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs MariaDB's program with its output in a file, and quotes the end of that file when something went wrong. */
final class ServerLog {
    private static final int QUOTED_BYTES = 2_000;

    private ServerLog() {}

    static Process start(MariaDbInstallation installation, ServerSettings settings, Stream<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.toList());
        builder.environment().putAll(installation.environment());
        builder.directory(settings.directory().toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new EmbeddedDatabaseException(
                    "Cannot run " + installation.executable() + " (" + e.getMessage()
                            + "): set database.url to use another database.",
                    e);
        }
    }

    static EmbeddedDatabaseException failure(ServerSettings settings, String what, @Nullable Throwable cause) {
        return new EmbeddedDatabaseException(
                what + "; the end of " + settings.log() + ":\n" + end(settings.log()), cause);
    }

    private static String end(Path log) {
        try (FileChannel channel = FileChannel.open(log)) {
            channel.position(Math.max(0, channel.size() - QUOTED_BYTES));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }
}
