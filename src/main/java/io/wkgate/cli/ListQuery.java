package io.wkgate.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The query of a list; what was not given is left out. */
final class ListQuery {

    private final StringBuilder text;

    ListQuery(int limit) {
        text = new StringBuilder("?limit=").append(limit);
    }

    ListQuery with(String name, String value) {
        return value.isEmpty() ? this : withGiven(name, value);
    }

    /** An empty value was given all the same, and the gateway says what it thinks of it. */
    ListQuery withGiven(String name, @Nullable String value) {
        if (value != null) {
            text.append("&").append(name).append("=").append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        return this;
    }

    String text() {
        return text.toString();
    }
}
