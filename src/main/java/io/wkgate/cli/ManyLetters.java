package io.wkgate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes dead letters: those that are named, those that a filter means, or all. */
final class ManyLetters {

    /** So few that one call ends in time, also on a slow database. */
    private static final int AT_ONCE = 100;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Which ones.")
    private @Nullable List<Long> ids;

    @Mixin
    private final LetterFilter filter = new LetterFilter();

    @Option(names = "--all", description = "All there are.")
    private boolean all;

    /** The ids; empty if those of a filter, or all, are meant. */
    List<Long> named() {
        List<Long> named = ids == null ? List.of() : ids;
        int ways = (named.isEmpty() ? 0 : 1) + (filter.isGiven() ? 1 : 0) + (all ? 1 : 0);
        if (ways != 1) {
            throw new CommandException("name the ids, or a filter, or --all");
        }
        return named;
    }

    /**
     * Changes those of the filter, and prints what was refused and how many were done.
     *
     * @param action as the address calls it
     * @param done what is printed behind the number of those that are done
     * @return the exit code
     */
    int change(OpsClient ops, String action, String done) {
        String query = filter.addTo(new ListQuery(AT_ONCE))
                .with("all", all ? "true" : "")
                .text();
        int finished = 0;
        int refused = 0;
        try {
            while (!query.isEmpty()) {
                JsonObject answer = ops.call("POST", DeadLettersCommand.PATH + "/" + action + query);
                finished += answer.getInteger("done");
                refused += answer.getInteger("refused");
                print(answer.getJsonArray("refusals"));
                query = answer.getBoolean("more") ? "?" + answer.getString("next") : "";
            }
        } finally {
            System.out.println(finished + " " + done + (refused == 0 ? "" : ", " + refused + " refused"));
        }
        return refused == 0 ? 0 : 1;
    }

    private static void print(JsonArray refusals) {
        for (int i = 0; i < refusals.size(); i++) {
            JsonObject refusal = refusals.getJsonObject(i);
            System.out.println(refusal.getString("id") + ": " + refusal.getString("reason"));
        }
    }
}
