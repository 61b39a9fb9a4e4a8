package io.wkgate.web;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The query of the page that follows, so that a caller need not know how pages are cut. */
public final class NextPage {

    private NextPage() {}

    /**
     * A list of ours, newest first, with what to ask for the page behind it.
     *
     * @param found one more than the page may hold, if there is another page
     * @param id by which {@link Input#before()} goes on
     */
    public static <T> JsonObject list(
            RoutingContext exchange, List<T> found, int limit, Function<T, JsonObject> json, ToLongFunction<T> id) {
        List<T> page = found.size() > limit ? found.subList(0, limit) : found;
        JsonArray items = new JsonArray();
        page.forEach(item -> items.add(json.apply(item)));
        String next = found.size() > limit
                ? query(exchange.queryParams(), Set.of(), "before", id.applyAsLong(page.get(limit - 1)))
                : "";
        return new JsonObject().put("items", items).put("next", next);
    }

    /**
     * @param asked the query of this page; what it said stays said
     * @param dropped what only the first page may say
     */
    public static String query(MultiMap asked, Set<String> dropped, String name, long value) {
        return query(asked, dropped, Map.of(name, value));
    }

    /** @param begin where the next page begins, in the order in which it is said */
    public static String query(MultiMap asked, Set<String> dropped, Map<String, Long> begin) {
        Stream<Map.Entry<String, String>> kept = asked.entries().stream()
                .filter(entry -> !begin.containsKey(entry.getKey()) && !dropped.contains(entry.getKey()));
        Stream<Map.Entry<String, String>> first =
                begin.entrySet().stream().map(entry -> Map.entry(entry.getKey(), Long.toString(entry.getValue())));
        return Stream.concat(first, kept)
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
