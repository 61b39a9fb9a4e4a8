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

    /** Whether everything that upstream has is there. */
    static boolean allBack(JsonObject sweep) {
        return sweep.getString("state").equals("done")
                && sweep.getLong("open_gaps") == 0
                && sweep.getLong("unreadable") == 0;
    }

    /** How far it is. */
    static String now(JsonObject sweep) {
        return "%d/%d channels, %d behind, %d back, %d gaps open"
                .formatted(
                        sweep.getLong("walked"),
                        sweep.getLong("channels"),
                        sweep.getLong("behind"),
                        sweep.getLong("repaired"),
                        sweep.getLong("open_gaps"));
    }

    /** What it came to. */
    static String summary(JsonObject sweep) {
        return """
                sweep %s is %s
                channels compared      %10d
                  behind               %10d
                  number not told      %10d
                messages brought back  %10d
                absent                 %10d
                unreadable             %10d
                gaps still open        %10d""".formatted(
                        sweep.getString("id"),
                        sweep.getString("state"),
                        sweep.getLong("walked"),
                        sweep.getLong("behind"),
                        sweep.getLong("unknown"),
                        sweep.getLong("repaired"),
                        sweep.getLong("absent"),
                        sweep.getLong("unreadable"),
                        sweep.getLong("open_gaps"));
    }
}
