package io.wkgate.cli;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wkgate destinations …}, over the ops listener of a running gateway. */
@Command(
        name = "destinations",
        description = "List, stop, start and forget the business servers to which events are relayed.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class DestinationsCommand {

    private static final String PATH = "/v1/destinations";

    private static final Table TABLE = new Table(
            "%-20s %-8s %-9s %9s %10s %9s  %s",
            List.of("name", "state", "circuit", "waiting", "oldest", "dead", "address"));

    @Command(name = "list", description = "All of them, and how they fare.", mixinStandardHelpOptions = true)
    int list(@Mixin OpsClient ops) {
        TABLE.print(ops.call("GET", PATH).getJsonArray("items"), "no destinations", DestinationsCommand::row);
        return 0;
    }

    private static List<Object> row(JsonObject destination) {
        return List.of(
                destination.getString("name"),
                destination.getString("state"),
                destination.getString("circuit"),
                destination.getLong("waiting"),
                destination.getLong("oldest_seconds") + " s",
                destination.getLong("dead"),
                address(destination));
    }

    private static String address(JsonObject destination) {
        String address = destination.getBoolean("configured")
                ? destination.getString("url")
                : "not configured any more: forget it, or configure it again";
        return destination.containsKey("stopped_at")
                ? address + "; stopped at " + destination.getString("stopped_at") + ": "
                        + destination.getString("reason")
                : address;
    }

    @Command(
            name = "stop",
            description = "Deliver nothing more to some until they are started; everything for them waits.",
            mixinStandardHelpOptions = true)
    int stop(
            @Mixin OpsClient ops,
            @Option(names = "--reason", defaultValue = "", description = "Why, for whoever looks at it later.")
                    String reason,
            @Parameters(paramLabel = "NAME", arity = "1..*", description = "Which ones.") List<String> names) {
        JsonObject body = reason.isEmpty() ? new JsonObject() : new JsonObject().put("reason", reason);
        return OneByOne.run(
                names, name -> ops.call("POST", one(name) + "/stop", body).getString("state"));
    }

    @Command(name = "start", description = "Go on with some.", mixinStandardHelpOptions = true)
    int start(
            @Mixin OpsClient ops,
            @Parameters(paramLabel = "NAME", arity = "1..*", description = "Which ones.") List<String> names) {
        return OneByOne.run(
                names, name -> ops.call("POST", one(name) + "/start").getString("state"));
    }

    @Command(
            name = "forget",
            description = "Delete for good all that is kept for some that are not configured any more.",
            mixinStandardHelpOptions = true)
    int forget(
            @Mixin OpsClient ops,
            @Parameters(paramLabel = "NAME", arity = "1..*", description = "Which ones.") List<String> names) {
        return OneByOne.run(
                names,
                name -> "forgotten, with " + ops.call("DELETE", one(name)).getInteger("deliveries") + " deliveries");
    }

    private static String one(String name) {
        return PATH + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
