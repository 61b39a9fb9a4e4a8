package io.wkgate.cli;

import io.vertx.core.json.JsonObject;

/** All gaps at a glance, in words. */
final class GapsText {

    private GapsText() {}

    static String of(JsonObject summary) {
        return """
                open        %s
                repaired    %d messages
                absent      %d numbers that WuKongIM does not have
                unreadable  %d numbers that nobody known may read
                known       %d channels%s
                arrivals    %s""".formatted(
                        open(summary),
                        summary.getLong("repaired_messages"),
                        summary.getLong("absent_numbers"),
                        summary.getLong("unreadable_numbers"),
                        summary.getLong("known_channels"),
                        time(summary, ", looked after since ", "finding_since"),
                        summary.getLong("waiting_arrivals") + " wait"
                                + time(summary, ", the oldest from ", "oldest_arrival_at"));
    }

    private static String open(JsonObject summary) {
        return summary.getLong("open_gaps") + " gaps with " + summary.getLong("open_numbers") + " numbers"
                + time(summary, ", the oldest found ", "oldest_open_at");
    }

    private static String time(JsonObject summary, String words, String name) {
        return summary.containsKey(name) ? words + summary.getString(name) : "";
    }
}
