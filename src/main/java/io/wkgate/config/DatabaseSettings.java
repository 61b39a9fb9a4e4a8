package io.wkgate.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        Duration keepMessagesFor,

        @Setting(
                name = "database.tls",
                fallback = "off",
                help =
                        "Whether the way to the database is encrypted: `off`, `required` (encrypted, but nobody looks to whom),"
                                + " `verify-ca` (the server's certificate comes from `database.ca`) or `verify-full` (and is for"
                                + " the host of `database.url`). The embedded database has none.")
        DatabaseTls.Mode tls,

        @Setting(
                name = "database.ca",
                help =
                        "The PEM file with the authorities of the database server's certificate; needed for verify-ca and"
                                + " verify-full. It is read at the start.")
        Optional<Path> ca) {

    /** The address knows how it may be reached: whoever connects to it does so over this TLS. */
    public DatabaseSettings {
        DatabaseTls way = new DatabaseTls(tls, ca);
        url = url.map(address -> address.over(way));
    }

    /** What does not go together; empty if all does. */
    List<String> contradictions() {
        if (tls != DatabaseTls.Mode.OFF && url.isEmpty()) {
            return List.of("database.tls (WKGATE_DATABASE_TLS) needs database.url");
        }
        if (tls.verifies() && ca.isEmpty()) {
            return List.of("database.tls (WKGATE_DATABASE_TLS) " + tls + " needs database.ca");
        }
        if (ca.isPresent() && !tls.verifies()) {
            return List.of("database.ca (WKGATE_DATABASE_CA) needs database.tls verify-ca or verify-full");
        }
        return List.of();
    }

    /** The tables that hold messages. */
    public enum LayoutName {
        NATIVE,
        TSDD
    }
}
