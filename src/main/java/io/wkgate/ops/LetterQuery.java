package io.wkgate.ops;

import io.vertx.ext.web.RoutingContext;
import io.wkgate.store.DeadLetterFilter;
import io.wkgate.store.NewDeadLetter.Kind;
import io.wkgate.web.BadInput;
import io.wkgate.web.Input;
import io.wkgate.web.NextPage;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which dead letters a query means. Every method throws {@link BadInput}. */
final class LetterQuery {

    private static final Set<String> FILTERS =
            Set.of("kind", "event", "destination", "from_id", "to_id", "since", "until");
    private static final Set<String> PAGING = Set.of("limit", "before");
    private static final Set<String> CHANGING = Set.of("limit", "all");

    private final RoutingContext exchange;
    private final Input input;

    LetterQuery(RoutingContext exchange) {
        this.exchange = exchange;
        this.input = new Input(exchange);
    }

    /** Those that are listed. */
    DeadLetterFilter listed() {
        onlyKnown(PAGING);
        return filter();
    }

    /**
     * Those that are changed. A slip must not mean more than was meant: a name that is not known, an empty value, or no
     * filter at all is a mistake.
     */
    DeadLetterFilter changed() {
        onlyKnown(CHANGING);
        for (Map.Entry<String, String> entry : exchange.queryParams()) {
            if (entry.getValue().isEmpty()) {
                throw new BadInput(entry.getKey(), "empty");
            }
        }
        boolean all = input.text("all").map(LetterQuery::all).orElse(false);
        boolean filtered = FILTERS.stream().anyMatch(exchange.queryParams()::contains);
        if (all == filtered) {
            throw new BadInput("all", all ? "not together with a filter" : "name a filter, or all=true");
        }
        return filter();
    }

    private static boolean all(String text) {
        if (!text.equals("true")) {
            throw new BadInput("all", "not true");
        }
        return true;
    }

    /** The query that goes on behind an id, and up to where those went that there were in the beginning. */
    String next(long behind, long last) {
        Map<String, Long> begin = new TreeMap<>(Map.of("from_id", behind + 1, "to_id", last));
        return NextPage.query(exchange.queryParams(), Set.of("all"), begin);
    }

    private void onlyKnown(Set<String> others) {
        for (String name : exchange.queryParams().names()) {
            if (!FILTERS.contains(name) && !others.contains(name)) {
                String known = Stream.concat(FILTERS.stream(), others.stream())
                        .sorted()
                        .collect(Collectors.joining(", "));
                throw new BadInput(name, "not one of " + known);
            }
        }
    }

    private DeadLetterFilter filter() {
        Optional<String> destination = input.text("destination");
        Optional<Kind> kind = input.text("kind").map(LetterQuery::kind);
        if (destination.isPresent() && kind.isPresent() && kind.get() != Kind.DELIVERY) {
            throw new BadInput("destination", "only deliveries have one");
        }
        return new DeadLetterFilter(
                destination.isPresent() ? Optional.of(Kind.DELIVERY) : kind,
                input.text("event"),
                destination,
                input.number("from_id").orElse(0L),
                input.number("to_id").orElse(Long.MAX_VALUE),
                input.time("since"),
                input.time("until"));
    }

    private static Kind kind(String label) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(label))
                .findFirst()
                .orElseThrow(() -> new BadInput("kind", "not message, delivery or revoke"));
    }
}
