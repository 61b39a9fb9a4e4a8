package io.wkgate.cli;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wkgate gaps …}, over the ops listener of a running gateway. */
@Command(
        name = "gaps",
        description = "What is missing and what became of it; alone: at a glance.",
        mixinStandardHelpOptions = true)
final class GapsCommand implements Callable<Integer> {

    private static final String PATH = "/v1/gaps";

    private static final Table GAPS = new Table(
            "%8s  %-10s %4s %-24s %10s %10s  %-10s %-24s %8s  %s",
            List.of("id", "state", "type", "channel", "from", "to", "reason", "found", "back", "evidence"));

    private static final Table SWEEPS = new Table(
            "%8s  %-8s %-9s %-24s %15s %8s %8s %8s %10s %6s  %s",
            List.of(
                    "id",
                    "kind",
                    "state",
                    "asked",
                    "channels",
                    "behind",
                    "back",
                    "absent",
                    "unreadable",
                    "open",
                    "reason"));

    @Mixin
    private final OpsClient ops = new OpsClient();

    @Override
    public Integer call() {
        System.out.println(GapsText.of(ops.call("GET", PATH + "?limit=1").getJsonObject("summary")));
        return 0;
    }

    @Command(name = "list", description = "The newest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin OpsClient ops,
            @Option(
                            names = "--state",
                            defaultValue = "",
                            description = "Only those that are open, repaired, absent or unreadable.")
                    String state,
            @Mixin ChannelOptions channel,
            @Option(names = "--limit", defaultValue = "50", description = "How many (default: 50).") int limit,
            @Option(names = "--before", defaultValue = "", description = "Only those with a smaller id.") String before,
            @Option(names = "--json", description = "Answer as the ops listener does.") boolean json) {
        ListQuery query = new ListQuery(limit).with("state", state).with("before", before);
        JsonObject answer = ops.call("GET", PATH + channel.addTo(query).text());
        if (json) {
            System.out.println(answer.encodePrettily());
        } else {
            GAPS.print(answer.getJsonArray("items"), "no gaps", GapsCommand::row);
        }
        return 0;
    }

    private static List<Object> row(JsonObject gap) {
        return List.of(
                gap.getString("id"),
                gap.getString("state"),
                gap.getInteger("channel_type"),
                gap.getString("channel_id"),
                gap.getLong("from"),
                gap.getLong("to"),
                gap.getString("reason"),
                gap.getString("found_at"),
                gap.getLong("repaired"),
                gap.getString("evidence"));
    }

    @Command(name = "show", description = "One, with its evidence.", mixinStandardHelpOptions = true)
    int show(@Mixin OpsClient ops, @Parameters(paramLabel = "ID", description = "Which one.") long id) {
        System.out.println(ops.call("GET", PATH + "/" + id).encodePrettily());
        return 0;
    }

    @Command(
            name = "retry",
            description = "Ask WuKongIM again for some that are absent or unreadable.",
            mixinStandardHelpOptions = true)
    int retry(
            @Mixin OpsClient ops,
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Which ones.") List<Long> ids) {
        return change(ops, ids, PATH, "retry");
    }

    @Command(
            name = "sweeps",
            description =
                    "Walks over channels, the newest first: after outages, daily, and what `wkgate repair` ordered.",
            mixinStandardHelpOptions = true)
    int sweeps(
            @Mixin OpsClient ops,
            @Option(names = "--limit", defaultValue = "50", description = "How many (default: 50).") int limit,
            @Option(names = "--before", defaultValue = "", description = "Only those with a smaller id.") String before,
            @Option(names = "--json", description = "Answer as the ops listener does.") boolean json) {
        String query = new ListQuery(limit).with("before", before).text();
        JsonObject answer = ops.call("GET", SweepFollower.PATH + query);
        if (json) {
            System.out.println(answer.encodePrettily());
        } else {
            SWEEPS.print(answer.getJsonArray("items"), "no sweeps", GapsCommand::sweep);
        }
        return 0;
    }

    private static List<Object> sweep(JsonObject sweep) {
        return List.of(
                sweep.getString("id"),
                sweep.getString("kind"),
                sweep.getString("state"),
                sweep.getString("asked_at"),
                sweep.getLong("walked") + "/" + sweep.getLong("channels"),
                sweep.getLong("behind"),
                sweep.getLong("repaired"),
                sweep.getLong("absent"),
                sweep.getLong("unreadable"),
                sweep.getLong("open_gaps"),
                sweep.getString("reason"));
    }

    @Command(
            name = "cancel",
            description = "End some sweeps where they are; the gaps that they found stay and are repaired.",
            mixinStandardHelpOptions = true)
    int cancel(
            @Mixin OpsClient ops,
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Which sweeps.") List<Long> ids) {
        return change(ops, ids, SweepFollower.PATH, "cancel");
    }

    private static int change(OpsClient ops, List<Long> ids, String path, String what) {
        return OneByOne.run(
                ids, id -> ops.call("POST", path + "/" + id + "/" + what).getString("state"));
    }
}
