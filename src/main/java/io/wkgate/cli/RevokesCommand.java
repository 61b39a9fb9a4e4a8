package io.wkgate.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wkgate revokes …}, over the ops listener of a running gateway. */
@Command(
        name = "revokes",
        description = "List, show, retry and cancel revokes.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class RevokesCommand {

    private static final String PATH = "/v1/revokes";

    private static final Table TABLE = new Table(
            "%8s  %-10s %-24s %-20s %-16s %8s  %s",
            List.of("id", "state", "requested", "message", "operator", "attempts", "reason"));

    @Command(name = "list", description = "The newest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin OpsClient ops,
            @Option(
                            names = "--state",
                            defaultValue = "",
                            description = "Only those that are requested, sent, confirmed, dead or cancelled.")
                    String state,
            @Option(names = "--limit", defaultValue = "50", description = "How many (default: 50).") int limit,
            @Option(names = "--before", defaultValue = "", description = "Only those with a smaller id.")
                    String before) {
        String query =
                new ListQuery(limit).with("state", state).with("before", before).text();
        TABLE.print(
                ops.call("GET", PATH + query).getJsonArray("items"),
                "no revokes",
                revoke -> List.of(
                        revoke.getString("id"),
                        revoke.getString("state"),
                        revoke.getString("requested_at"),
                        revoke.getString("message_id"),
                        revoke.getJsonObject("operator").getString("uid"),
                        revoke.getLong("attempts"),
                        revoke.getString("reason")));
        return 0;
    }

    @Command(name = "show", description = "One, with every attempt.", mixinStandardHelpOptions = true)
    int show(@Mixin OpsClient ops, @Parameters(paramLabel = "ID", description = "Which one.") long id) {
        System.out.println(ops.call("GET", PATH + "/" + id).encodePrettily());
        return 0;
    }

    @Command(
            name = "retry",
            description = "Try some again that are dead or cancelled, or at once what waits.",
            mixinStandardHelpOptions = true)
    int retry(
            @Mixin OpsClient ops,
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Which ones.") List<Long> ids) {
        return change(ops, ids, "retry");
    }

    @Command(
            name = "cancel",
            description = "Stop some; their messages stay marked as revoked.",
            mixinStandardHelpOptions = true)
    int cancel(
            @Mixin OpsClient ops,
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Which ones.") List<Long> ids) {
        return change(ops, ids, "cancel");
    }

    private static int change(OpsClient ops, List<Long> ids, String what) {
        return OneByOne.run(
                ids, id -> ops.call("POST", PATH + "/" + id + "/" + what).getString("state"));
    }
}
