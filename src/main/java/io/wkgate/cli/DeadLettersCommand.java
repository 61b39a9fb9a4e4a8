package io.wkgate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wkgate deadletters …}, over the ops listener of a running gateway. */
@Command(
        name = "deadletters",
        description = "List, show, replay and discard what was set aside.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class DeadLettersCommand {

    private static final String PATH = "/v1/deadletters";

    @Command(name = "list", description = "The newest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin OpsClient ops,
            @Option(names = "--limit", defaultValue = "50", description = "How many (default: 50).") int limit,
            @Option(names = "--before", defaultValue = "", description = "Only those with a smaller id.")
                    String before) {
        JsonArray items = page(ops, limit, before).getJsonArray("items");
        if (items.isEmpty()) {
            System.out.println("no dead letters");
            return 0;
        }
        System.out.printf("%8s  %-24s %-10s %5s %9s  %s%n", "id", "last seen", "event", "seen", "bytes", "reason");
        for (int i = 0; i < items.size(); i++) {
            JsonObject letter = items.getJsonObject(i);
            System.out.printf(
                    "%8s  %-24s %-10s %5d %9d  %s: %s%n",
                    letter.getString("id"),
                    letter.getString("last_seen_at"),
                    letter.getString("event"),
                    letter.getLong("seen"),
                    letter.getLong("size"),
                    letter.getString("field"),
                    letter.getString("reason"));
        }
        return 0;
    }

    @Command(name = "show", description = "One, with its bytes in base64.", mixinStandardHelpOptions = true)
    int show(@Mixin OpsClient ops, @Parameters(paramLabel = "ID", description = "Which one.") long id) {
        System.out.println(ops.call("GET", PATH + "/" + id).encodePrettily());
        return 0;
    }

    @Command(
            name = "replay",
            description = "Try some, or all, once more; what is stored then is no dead letter any more.",
            mixinStandardHelpOptions = true)
    int replay(
            @Mixin OpsClient ops,
            @Parameters(paramLabel = "ID", arity = "0..*", description = "Which ones.") List<Long> ids,
            @Option(names = "--all", description = "All there are.") boolean all) {
        int refused = 0;
        for (long id : chosen(ops, ids, all)) {
            try {
                JsonObject result = ops.call("POST", PATH + "/" + id + "/replay");
                System.out.println(
                        result.containsKey("revoke_id")
                                ? id + ": revoke " + result.getString("revoke_id") + " is tried again"
                                : id + ": stored, " + result.getInteger("messages") + " messages");
            } catch (CommandException e) {
                refused++;
                System.out.println(id + ": " + e.getMessage());
            }
        }
        return refused == 0 ? 0 : 1;
    }

    @Command(name = "discard", description = "Delete some for good.", mixinStandardHelpOptions = true)
    int discard(
            @Mixin OpsClient ops,
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Which ones.") List<Long> ids) {
        for (long id : ids) {
            ops.call("DELETE", PATH + "/" + id);
            System.out.println(id + ": discarded");
        }
        return 0;
    }

    private static List<Long> chosen(OpsClient ops, List<Long> ids, boolean all) {
        if (all == (ids != null && !ids.isEmpty())) {
            throw new CommandException("name the ids, or --all");
        }
        if (!all) {
            return ids;
        }
        List<Long> found = new ArrayList<>();
        String before = "";
        do {
            JsonObject page = page(ops, 500, before);
            page.getJsonArray("items").forEach(item -> found.add(Long.parseLong(((JsonObject) item).getString("id"))));
            before = page.getString("next");
        } while (!before.isEmpty());
        return found;
    }

    private static JsonObject page(OpsClient ops, int limit, String before) {
        return ops.call(
                "GET", PATH + new ListQuery(limit).with("before", before).text());
    }
}
