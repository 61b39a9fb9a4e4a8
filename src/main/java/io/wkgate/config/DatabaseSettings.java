package io.wkgate.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where messages are stored. */
public record DatabaseSettings(
        @Setting(
                name = "database.url",
                help = "The database, as mysql://user:password@host:port/name (MySQL 8, MariaDB 10.6 or newer)."
                        + " Without it an embedded MariaDB runs as a child process, for trying out.")
        Optional<DatabaseUrl> url,

        @Setting(
                name = "database.layout",
                fallback = "native",
                help = "Which tables hold the messages: `native` (wkgate's own `message`) or `tsdd`"
                        + " (TangSengDaoDaoServer's `message`, `message1` … `message4`).")
        LayoutName layout,

        @Setting(
                name = "database.directory",
                fallback = "data",
                help = "The folder in which the embedded database keeps its data.")
        Path directory,

        @Setting(
                name = "database.connections",
                fallback = "4",
                min = 2,
                max = 64,
                help = "Connections that one wkgate process opens at most.")
        int connections,

        @Setting(
                name = "database.timeout",
                fallback = "3s",
                min = 100,
                max = 60_000,
                help = "How long one transaction may take before its connection is given up and it is tried again"
                        + " on another.")
        Duration timeout,

        @Setting(
                name = "database.keep-messages-for",
                fallback = "0s",
                min = 0,
                max = 315_360_000_000L,
                help =
                        "After what time stored messages are deleted; 0s keeps them for ever. Only in the layout `native`.")
        Duration keepMessagesFor) {

    /** The tables that hold messages. */
    public enum LayoutName {
        NATIVE,
        TSDD
    }
}
