package io.wkgate.api;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The parameters of a request, typed. Every method throws {@link BadInput}. */
final class Input {

    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    private final RoutingContext exchange;
    private final MultiMap query;

    Input(RoutingContext exchange) {
        this.exchange = exchange;
        this.query = exchange.queryParams();
    }

    /** A text of the query; what is empty counts as not sent. */
    Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name)).filter(text -> !text.isEmpty());
    }

    List<String> texts(String name) {
        return query.getAll(name);
    }

    /** A whole number of the query that is not negative. */
    Optional<Long> number(String name) {
        return text(name).map(text -> parse(name, text, 0));
    }

    /** Where a list goes on: only what has a smaller id. */
    long before() {
        return number("before").orElse(Long.MAX_VALUE);
    }

    /** How many there may be on one page. */
    int limit() {
        long limit = number("limit").orElse((long) PAGE);
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new BadInput("limit", "not a whole number from 1 to " + LARGEST_PAGE);
        }
        return (int) limit;
    }

    /** An id in the path. */
    long id(String name) {
        return parse(name, exchange.pathParam(name), 1);
    }

    String pathText(String name) {
        return exchange.pathParam(name);
    }

    static long parse(String name, String text, long min) {
        try {
            long number = Long.parseLong(text);
            if (number >= min) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The sentence below says it.
        }
        throw new BadInput(name, "not a whole number from " + min + " to " + Long.MAX_VALUE);
    }
}
