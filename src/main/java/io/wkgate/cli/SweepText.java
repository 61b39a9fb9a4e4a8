package io.wkgate.cli;

import io.vertx.core.json.JsonObject;

/** A sweep in words. */
final class SweepText {

    private SweepText() {}

    /** Whether it walks no further and its gaps are closed. */
    static boolean isOver(JsonObject sweep) {
        String state = sweep.getString("state");
        return state.equals("cancelled") || (state.equals("done") && sweep.getLong("open_gaps") == 0);
    }

    /** Whether nothing is left open or unreadable, and upstream knew the channel that was named. */
    static boolean allBack(JsonObject sweep) {
        return sweep.getString("state").equals("done")
                && sweep.getLong("open_gaps") == 0
                && sweep.getLong("unreadable") == 0
                // A walk over all channels meets some that have no message, of which upstream may tell no number.
                && !(sweep.getString("kind").equals("channel") && sweep.getLong("unknown") > 0);
    }

    /** What is counted as behind: a channel that missed something, or one that is read again because somebody asked. */
    private static String behind(JsonObject sweep) {
        return switch (sweep.getString("kind")) {
            case "channel", "since", "history" -> "read again";
            default -> "behind";
        };
    }

    /** How far it is. */
    static String now(JsonObject sweep) {
        return "%d/%d channels, %d %s, %d back, %d gaps open"
                .formatted(
                        sweep.getLong("walked"),
                        sweep.getLong("channels"),
                        sweep.getLong("behind"),
                        behind(sweep),
                        sweep.getLong("repaired"),
                        sweep.getLong("open_gaps"));
    }

    /** What it came to. */
    static String summary(JsonObject sweep) {
        return """
                sweep %s is %s
                channels walked        %10d
                  %-20s %10d
                  number not told      %10d
                messages brought back  %10d
                absent                 %10d
                unreadable             %10d
                gaps still open        %10d""".formatted(
                        sweep.getString("id"),
                        sweep.getString("state"),
                        sweep.getLong("walked"),
                        behind(sweep),
                        sweep.getLong("behind"),
                        sweep.getLong("unknown"),
                        sweep.getLong("repaired"),
                        sweep.getLong("absent"),
                        sweep.getLong("unreadable"),
                        sweep.getLong("open_gaps"));
    }
}
