package io.wkgate.web;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The parameters of a request, typed. Every method throws {@link BadInput}. */
public final class Input {

    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    private final RoutingContext exchange;
    private final MultiMap query;

    public Input(RoutingContext exchange) {
        this.exchange = exchange;
        this.query = exchange.queryParams();
    }

    /** A text of the query; what is empty counts as not sent. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name)).filter(text -> !text.isEmpty());
    }

    /** Every text of that name in the query. */
    public List<String> texts(String name) {
        return query.getAll(name);
    }

    /** A whole number of the query that is not negative. */
    public Optional<Long> number(String name) {
        return text(name).map(text -> parse(name, text, 0));
    }

    /** Where a list goes on: only what has a smaller id. */
    public long before() {
        return number("before").orElse(Long.MAX_VALUE);
    }

    /** A time of the query. */
    public Optional<Instant> time(String name) {
        return text(name).map(text -> time(name, text));
    }

    private static Instant time(String name, String text) {
        try {
            // A plus sign of an offset that was not encoded arrives as a space.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw new BadInput(name, "not a time such as 2026-11-22T09:35:00Z");
        }
    }

    /** How many there may be on one page. */
    public int limit() {
        return limit(PAGE);
    }

    /** @param fallback if nothing is said */
    public int limit(int fallback) {
        long limit = number("limit").orElse((long) fallback);
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new BadInput("limit", "not a whole number from 1 to " + LARGEST_PAGE);
        }
        return (int) limit;
    }

    /** An id in the path. */
    public long id(String name) {
        return parse(name, exchange.pathParam(name), 1);
    }

    /** A text in the path. */
    public String pathText(String name) {
        return exchange.pathParam(name);
    }

    /** The whole number that the text is. */
    public static long parse(String name, String text, long min) {
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
