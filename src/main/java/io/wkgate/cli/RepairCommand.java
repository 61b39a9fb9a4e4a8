package io.wkgate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wkgate repair}, over the ops listener of a running gateway, which does the work. */
@Command(
        name = "repair",
        description = "Bring back from WuKongIM's own log what is missing, and show how far it is.",
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "wkgate repair --channel ID --type TYPE [--uid UID] [--from N] [--to N]",
            "       wkgate repair --since TIME",
            "       wkgate repair --all-known",
            "       wkgate repair --history [--channel ID… --type TYPE [--uid UID]]",
            "       with [--detach] [--json] [--reason TEXT] [--config FILE] [--url URL]"
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing is left open or unreadable",
            "1:something is, or WuKongIM does not know the channel, or the gateway did not answer",
            "2:the command line is wrong"
        })
final class RepairCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final OpsClient ops = new OpsClient();

    @Mixin
    private final ChannelOptions channel = new ChannelOptions();

    @Option(names = "--from", paramLabel = "N", description = "The first number of the channel (default: its first).")
    private @Nullable Long from;

    @Option(names = "--to", paramLabel = "N", description = "The last one (default: its newest).")
    private @Nullable Long to;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = GivenTime.class,
            description =
                    "Read all channels, known and listed, again from a time on, such as 2026-11-22T09:35:00Z, or 90m, 2h, 3d ago.")
    private @Nullable Instant since;

    @Option(
            names = "--all-known",
            description = "Compare all channels, known and listed, with WuKongIM's newest numbers.")
    private boolean allKnown;

    @Option(
            names = "--history",
            description =
                    "Pull what was before wkgate: of the given channels, or of all that are known or can be listed.")
    private boolean history;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for whoever looks at the sweeps later.")
    private @Nullable String reason;

    @Option(names = "--detach", description = "Order it, print its id, and do not wait.")
    private boolean detach;

    @Option(names = "--json", description = "Print what the ops listener answers, once, at the end.")
    private boolean json;

    @Override
    public Integer call() {
        JsonObject order = order();
        if (reason != null) {
            order.put("reason", reason);
        }
        String id = ordered(order);
        if (detach) {
            System.out.println(
                    json
                            ? new JsonObject().put("id", id).encodePrettily()
                            : "sweep " + id + " is ordered; `wkgate gaps sweeps` shows it");
            return 0;
        }
        JsonObject end = follow(id);
        System.out.println(json ? end.encodePrettily() : SweepText.summary(end));
        return SweepText.allBack(end) ? 0 : 1;
    }

    private JsonObject follow(String id) {
        PrintWriter out = command().commandLine().getErr();
        ProgressLine line = ProgressLine.on(out, Clock.systemUTC());
        try (Farewell farewell = Farewell.of(id, out)) {
            return new SweepFollower(ops, line).follow(id);
        }
    }

    private String ordered(JsonObject order) {
        try {
            return ops.call("POST", SweepFollower.PATH, order).getString("id");
        } catch (RefusedInput refused) {
            throw wrong(refused.getMessage());
        }
    }

    private JsonObject order() {
        boolean one = channel.given() && !history;
        if (Stream.of(one, since != null, allKnown, history)
                        .filter(chosen -> chosen)
                        .count()
                != 1) {
            throw wrong("say one of --channel, --since, --all-known and --history");
        }
        if (!one && (from != null || to != null)) {
            throw wrong("--from and --to are numbers of one channel: say --channel");
        }
        if (since != null) {
            return kind("since").put("since", since.toString());
        }
        if (allKnown) {
            return kind("known");
        }
        return history ? historyOrder() : channelOrder();
    }

    private JsonObject channelOrder() {
        if (channel.ids().size() != 1) {
            throw wrong("say one --channel; several only with --history");
        }
        JsonObject order = channel.addTo(kind("channel"), channel.ids().get(0));
        if (from != null) {
            order.put("from", from);
        }
        if (to != null) {
            order.put("to", to);
        }
        return order;
    }

    private JsonObject historyOrder() {
        if (!channel.given()) {
            return kind("history");
        }
        if (channel.ids().isEmpty()) {
            throw wrong("--type and --uid say more about a channel: say --channel");
        }
        JsonArray channels = new JsonArray();
        channel.ids().forEach(id -> channels.add(channel.addTo(new JsonObject(), id)));
        return kind("history").put("channels", channels);
    }

    private static JsonObject kind(String kind) {
        return new JsonObject().put("kind", kind);
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(command().commandLine(), sentence);
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }
}
