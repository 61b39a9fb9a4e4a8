package io.wkgate.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wkgate deliveries …}, over the ops listener of a running gateway. */
@Command(
        name = "deliveries",
        description = "Show a delivery, whether it waits, is delivered or dead.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class DeliveriesCommand {

    @Command(
            name = "show",
            description = "One: the request, and its attempts that failed.",
            mixinStandardHelpOptions = true)
    int show(
            @Mixin OpsClient ops,
            @Option(names = "--json", description = "Answer as the ops listener does.") boolean json,
            @Parameters(paramLabel = "ID", description = "Which one.") long id) {
        JsonObject delivery = ops.call("GET", "/v1/deliveries/" + id);
        if (json) {
            System.out.println(delivery.encodePrettily());
        } else {
            ShownDelivery.print(delivery);
        }
        return 0;
    }
}
