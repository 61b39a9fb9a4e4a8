package io.wkgate.store.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The options of a server. In a file rather than in the command line, which everyone on the machine may read. */
final class OptionFile {
    private static final List<String> SHARED = List.of(
            "[mariadbd]",
            // A server without a certificate of its own makes one at every start, which takes seconds.
            "skip-ssl",
            "skip-name-resolve",
            "character-set-server=utf8mb4",
            "default-time-zone=+00:00",
            "sql-mode=STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION",
            "max-allowed-packet=64M",
            // An answered COMMIT is on the disk: the promise of wkgate rests on it.
            "innodb-flush-log-at-trx-commit=1",
            "innodb-buffer-pool-size=128M");

    private OptionFile() {}

    static String content(MariaDbInstallation installation, ServerSettings settings, Path initFile) {
        List<String> lines = new ArrayList<>(SHARED);
        lines.add(path("basedir", installation.base()));
        lines.add(path("lc-messages-dir", installation.share()));
        lines.add(path("tmpdir", settings.run()));
        lines.add(path("pid-file", settings.run().resolve("mariadbd.pid")));
        lines.add(path("init-file", initFile));
        lines.add("bind-address=" + settings.login().host());
        lines.add("port=" + settings.login().port());
        // No UNIX socket: its path may be 107 bytes long, and data directories may be deeper.
        lines.add("socket=");
        lines.addAll(settings.options());
        return String.join("\n", lines) + "\n";
    }

    /** MariaDB refuses to run as root unless told so. */
    static Stream<String> user() {
        return "root".equals(System.getProperty("user.name")) ? Stream.of("--user=root") : Stream.empty();
    }

    private static String path(String option, Path path) {
        return option + "=\"" + path.toString().replace('\\', '/') + "\"";
    }
}
