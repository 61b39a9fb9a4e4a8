package io.wkgate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wkgate replicas}, over the ops listener of a running gateway. */
@Command(
        name = "replicas",
        description = "Who is there, how each fares, and what only one of them does at a time.",
        mixinStandardHelpOptions = true)
final class ReplicasCommand implements Callable<Integer> {

    private static final Table TABLE = new Table(
            "%-8s  %-30s %-9s %-17s %-24s %9s %11s %-9s %s",
            List.of("id", "name", "phase", "version", "started", "beat", "clock", "settings", "leases"));

    @Mixin
    private final OpsClient ops = new OpsClient();

    @Option(names = "--json", description = "Answer as the ops listener does.")
    private boolean json;

    @Override
    public Integer call() {
        JsonObject answer = ops.call("GET", "/v1/replicas");
        if (json) {
            System.out.println(answer.encodePrettily());
            return 0;
        }
        TABLE.print(answer.getJsonArray("items"), "no replicas", ReplicasCommand::row);
        JsonArray others = answer.getJsonArray("leases_of_others");
        if (!others.isEmpty()) {
            System.out.println("held by somebody who is not listed: " + names(others));
        }
        return 0;
    }

    private static List<Object> row(JsonObject replica) {
        return List.of(
                replica.getString("id").substring(0, 8),
                replica.getString("name"),
                replica.getBoolean("silent") ? "silent" : replica.getString("phase"),
                replica.getString("version"),
                replica.getString("started_at"),
                seconds(replica.getLong("beat_ago_millis"), "%.0f s"),
                seconds(replica.getLong("clock_offset_millis"), "%+.1f s"),
                settings(replica),
                names(replica.getJsonArray("leases")));
    }

    private static String seconds(long millis, String format) {
        return String.format(Locale.ROOT, format, millis / 1000.0);
    }

    private static String settings(JsonObject replica) {
        return replica.getBoolean("settings_differ") ? "differ" : "same";
    }

    private static String names(JsonArray leases) {
        return leases.stream()
                .map(lease -> ((JsonObject) lease).getString("name"))
                .collect(Collectors.joining(", "));
    }
}
