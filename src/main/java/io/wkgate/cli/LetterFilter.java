package io.wkgate.cli;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant: those to which all of it applies. */
final class LetterFilter {

    @Option(names = "--kind", description = "Only message, delivery or revoke.")
    private @Nullable String kind;

    @Option(names = "--event", description = "Only of this event, such as msg.offline.")
    private @Nullable String event;

    @Option(names = "--destination", paramLabel = "NAME", description = "Only deliveries to this destination.")
    private @Nullable String destination;

    @Option(names = "--from-id", paramLabel = "ID", description = "Only this one and those with a larger id.")
    private @Nullable String fromId;

    @Option(names = "--to-id", paramLabel = "ID", description = "Only this one and those with a smaller id.")
    private @Nullable String toId;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only those seen then or later, such as 2026-11-22T09:35:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only those not seen then or later.")
    private @Nullable String until;

    boolean isGiven() {
        return Stream.of(kind, event, destination, fromId, toId, since, until).anyMatch(value -> value != null);
    }

    ListQuery addTo(ListQuery query) {
        return query.withGiven("kind", kind)
                .withGiven("event", event)
                .withGiven("destination", destination)
                .withGiven("from_id", fromId)
                .withGiven("to_id", toId)
                .withGiven("since", since)
                .withGiven("until", until);
    }
}
