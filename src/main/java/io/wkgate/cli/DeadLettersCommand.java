package io.wkgate.cli;

import io.vertx.core.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wkgate deadletters …}, over the ops listener of a running gateway. */
@Command(
        name = "deadletters",
        description = "List, show, replay and drop what was set aside or given up.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class DeadLettersCommand {

    static final String PATH = "/v1/deadletters";

    private static final Table TABLE = new Table(
            "%8s  %-24s %-8s %-17s %5s %9s  %s",
            List.of("id", "last seen", "kind", "event", "seen", "bytes", "reason"));

    @Command(name = "list", description = "The newest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin OpsClient ops,
            @Mixin LetterFilter filter,
            @Option(names = "--limit", defaultValue = "50", description = "How many (default: 50).") int limit,
            @Option(names = "--before", defaultValue = "", description = "Only those with a smaller id.")
                    String before) {
        String query = filter.addTo(new ListQuery(limit).with("before", before)).text();
        TABLE.print(
                ops.call("GET", PATH + query).getJsonArray("items"),
                "no dead letters",
                letter -> List.of(
                        letter.getString("id"),
                        letter.getString("last_seen_at"),
                        letter.getString("kind"),
                        letter.getString("event"),
                        letter.getLong("seen"),
                        letter.getLong("size"),
                        letter.getString("field") + ": " + letter.getString("reason")));
        return 0;
    }

    @Command(
            name = "show",
            description = "One: of a delivery the request and its attempts, else with its bytes in base64.",
            mixinStandardHelpOptions = true)
    int show(
            @Mixin OpsClient ops,
            @Option(names = "--json", description = "Answer as the ops listener does.") boolean json,
            @Parameters(paramLabel = "ID", description = "Which one.") long id) {
        JsonObject letter = ops.call("GET", PATH + "/" + id);
        if (json || !letter.containsKey("delivery")) {
            System.out.println(letter.encodePrettily());
        } else {
            System.out.println(
                    "dead letter " + id + ": " + letter.getString("field") + ": " + letter.getString("reason"));
            ShownDelivery.print(letter.getJsonObject("delivery"));
        }
        return 0;
    }

    @Command(
            name = "replay",
            description = "Try some once more; what succeeds then is no dead letter any more.",
            mixinStandardHelpOptions = true)
    int replay(@Mixin OpsClient ops, @Mixin ManyLetters letters) {
        List<Long> named = letters.named();
        return named.isEmpty()
                ? letters.change(ops, "replay", "replayed")
                : OneByOne.run(named, id -> replayed(ops.call("POST", PATH + "/" + id + "/replay")));
    }

    private static String replayed(JsonObject result) {
        if (result.containsKey("delivery_id")) {
            return "delivery " + result.getString("delivery_id") + " is tried again";
        }
        return result.containsKey("revoke_id")
                ? "revoke " + result.getString("revoke_id") + " is tried again"
                : "stored, " + result.getInteger("messages") + " messages";
    }

    @Command(
            name = "drop",
            aliases = "discard",
            description = "Delete some for good, and the deliveries that they are of.",
            mixinStandardHelpOptions = true)
    int drop(
            @Mixin OpsClient ops,
            @Mixin ManyLetters letters,
            @Option(names = "--yes", description = "Really, where they are not named one by one.") boolean yes) {
        List<Long> named = letters.named();
        if (named.isEmpty() && !yes) {
            throw new CommandException("that deletes for good whatever list shows with this filter; if so, add --yes");
        }
        return named.isEmpty()
                ? letters.change(ops, "drop", "dropped")
                : OneByOne.run(named, id -> {
                    ops.call("DELETE", PATH + "/" + id);
                    return "dropped";
                });
    }
}
