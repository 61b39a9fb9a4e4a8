package io.wkgate.doctor;

import io.wkgate.store.MigrationStep;
import io.wkgate.store.MigrationStep.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the tables are those of this version. */
final class MigrationFindings {

    private static final String HISTORY = "wkgate_schema_history";

    /** Every migration may run again: it makes only what is not there. */
    private static final String ANEW = " It is then run again, which leaves alone what is there. Start wkgate anew"
            + " afterwards, or run `java -jar wkgate.jar migrate`";

    private MigrationFindings() {}

    static List<Finding> of(List<MigrationStep> steps) {
        List<Finding> findings = new ArrayList<>();
        for (State state : State.values()) {
            List<MigrationStep> found =
                    steps.stream().filter(step -> step.state() == state).toList();
            if (!found.isEmpty() && state != State.DONE) {
                findings.add(of(state, names(found), versions(found)));
            }
        }
        return findings.isEmpty()
                ? List.of(Finding.good("database.migrations", "All " + steps.size() + " migrations have run."))
                : findings;
    }

    private static Finding of(State state, String names, String versions) {
        return switch (state) {
            case DONE -> throw new IllegalArgumentException("nothing to find");
            case PENDING ->
                Finding.warning(
                        "database.migration-pending",
                        "These migrations have not run yet: " + names + ".",
                        "The tables are not those of this version. wkgate brings them up to date when it starts; with"
                                + " --no-migrate it refuses to start.",
                        "Start wkgate, or run `java -jar wkgate.jar migrate`.");
            case FAILED ->
                Mend.of("Remove what stopped it (see the log of that start)." + ANEW, delete("success = 0"))
                        .failure(
                                "database.migration-failed",
                                "These migrations were begun and failed: " + names + ".",
                                "wkgate does not start, and no later migration runs, until that is cleared.");
            case PASSED_OVER ->
                Mend.of("Forget what ran." + ANEW, delete("version IS NOT NULL"))
                        .failure(
                                "database.migration-passed-over",
                                "Later migrations have run without these: " + names + ".",
                                "Their tables are missing and wkgate does not start: database.layout was changed over"
                                        + " tables that were there.");
            case CHANGED ->
                Mend.of(
                                "Use the version of wkgate that made the tables, or, if the findings about tables are"
                                        + " good, forget what ran." + ANEW,
                                // All of it, for what ran before others is not run behind them.
                                delete("version IS NOT NULL"))
                        .failure(
                                "database.migration-changed",
                                "These migrations ran here with another content: " + names + ".",
                                "wkgate does not start: the tables may be those of a changed program.");
            case NEWER ->
                Finding.warning(
                        "database.migration-newer",
                        "Migrations of a newer wkgate have run here: " + names + ".",
                        "This version does not know what they changed.",
                        "Go back to the newer version of wkgate.");
            case UNKNOWN ->
                Mend.of(
                                "Set database.layout back, or give wkgate a schema of its own; or, if the change is"
                                        + " meant, forget what ran." + ANEW,
                                delete("version IN (" + versions + ")"))
                        .failure(
                                "database.migration-unknown",
                                "Migrations have run here that this layout does not have: " + names + ".",
                                "wkgate does not start: database.layout was changed over tables that were there.");
        };
    }

    private static String delete(String condition) {
        return "DELETE FROM " + HISTORY + " WHERE " + condition;
    }

    private static String names(List<MigrationStep> steps) {
        return steps.stream()
                .map(step -> step.script().substring(step.script().lastIndexOf('/') + 1))
                .collect(Collectors.joining(", "));
    }

    private static String versions(List<MigrationStep> steps) {
        return steps.stream().map(step -> "'" + step.version() + "'").collect(Collectors.joining(", "));
    }
}
