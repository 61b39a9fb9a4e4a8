package io.wkgate.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A business server's webhook. */
public record DestinationSettings(
        @Setting(
                name = "name",
                form = TextForm.NAME,
                example = "business",
                help = "What logs, metrics and commands call it: letters, digits, `-` and `_`, at most 64.")
        String name,

        @Setting(name = "url", example = "http://business:8090/v2/webhook", help = "Its address; `?event=…` is added.")
        DestinationUrl url,

        @Setting(
                name = "events",
                form = TextForm.NOT_BLANK,
                help = "Which events it gets, for example `[msg.notify, msg.offline]`; all of them if none is named.")
        List<String> events,

        @Setting(
                name = "shape",
                fallback = "asis",
                help = "For which WuKongIM it was written: `1.2`, `2.x`, or `asis` for whatever WuKongIM sends.")
        Shape shape,

        @Setting(
                name = "headers",
                form = TextForm.HEADER_VALUE,
                keys = TextForm.HEADER_NAME,
                help = "Further headers of each request, for example `{Authorization: Bearer …}`; their values are"
                        + " secrets.")
        Map<String, Secret> headers,

        @Setting(
                name = "secret",
                form = TextForm.WEBHOOK_SECRET,
                help = "Signs each request as Standard Webhooks says: `whsec_` and 24 to 64 bytes in base64; several"
                        + " while they are rotated.")
        List<Secret> secret,

        @Setting(
                name = "concurrency",
                fallback = "4",
                min = 1,
                max = 256,
                help = "How many requests one wkgate process has open to it at most.")
        int concurrency,

        @Setting(
                name = "rate-limit",
                fallback = "0",
                min = 0,
                max = 100_000,
                help = "How many requests a second one wkgate process makes at most; 0 for as many as it takes.")
        int rateLimit,

        @Setting(name = "timeout", fallback = "15s", min = 100, max = 300_000, help = "How long one request may take.")
        Duration timeout,

        @Setting(
                name = "order",
                fallback = "none",
                help = "`none`: as fast as it goes. `channel`: the messages of a channel one request after the other."
                        + " `strict`: everything, one request after the other. In both the next one waits until the"
                        + " one before is delivered or a dead letter.")
        Order order,

        @Setting(
                name = "first-pause",
                fallback = "1s",
                notLongerThan = "longest-pause",
                min = 10,
                max = 3_600_000,
                help = "The pause after the first attempt that failed; doubled each time, and varied by chance.")
        Duration firstPause,

        @Setting(
                name = "longest-pause",
                fallback = "1h",
                min = 10,
                max = 86_400_000,
                help = "The longest pause between two attempts, also for what the receiver asks for in `Retry-After`.")
        Duration longestPause,

        @Setting(
                name = "retry-for",
                fallback = "72h",
                min = 1000,
                max = 2_592_000_000L,
                help = "How long an event is tried before it becomes a dead letter.")
        Duration retryFor,

        @Setting(
                name = "allow-link-local",
                fallback = "false",
                help = "Whether its url may lead to a link-local or a cloud's metadata address.")
        boolean allowLinkLocal) {

    /** In what order a destination gets its deliveries. */
    public enum Order {
        NONE,
        CHANNEL,
        STRICT
    }

    /** For which line of WuKongIM a receiver was written. */
    public enum Shape {
        ASIS("asis"),
        ONE("1.2"),
        TWO("2.x");

        private final String label;

        Shape(String label) {
            this.label = label;
        }

        /** As it is written in the settings. */
        @Override
        public String toString() {
            return label;
        }
    }
}
