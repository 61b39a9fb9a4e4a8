package io.wkgate.config;

/** What is written to standard output. */
public record LogSettings(
        @Setting(
                name = "log.format",
                fallback = "text",
                help = "`text` for people, `json` (one object a line) for a log collector.")
        Format format,

        @Setting(name = "log.level", fallback = "info", help = "`debug`, `info`, `warn` or `error`.")
        Level level) {

    /** The shape of a line. */
    public enum Format {
        TEXT,
        JSON
    }

    /** The least important line that is written. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }
}
