package io.wkgate.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The query of a list; what was not given is left out. */
final class ListQuery {

    private final StringBuilder text;

    ListQuery(int limit) {
        text = new StringBuilder("?limit=").append(limit);
    }

    ListQuery with(String name, String value) {
        if (!value.isEmpty()) {
            text.append("&").append(name).append("=").append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        return this;
    }

    String text() {
        return text.toString();
    }
}
