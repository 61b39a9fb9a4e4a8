package io.wkgate.api;

import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The query of the page that follows, so that a caller need not know how pages are cut. */
final class NextPage {

    private NextPage() {}

    /**
     * @param asked the query of this page; what it said stays said
     * @param dropped what only the first page may say
     */
    static String query(MultiMap asked, Set<String> dropped, String name, long value) {
        Stream<Map.Entry<String, String>> kept = asked.entries().stream()
                .filter(entry -> !entry.getKey().equals(name) && !dropped.contains(entry.getKey()));
        return Stream.concat(Stream.of(Map.entry(name, Long.toString(value))), kept)
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
