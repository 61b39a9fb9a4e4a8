package io.wkgate.event;

import java.nio.charset.StandardCharsets;

/** A JSON text as Go's encoding/json writes it, escapes for HTML included: so every WuKongIM writes its bodies. */
final class GoText {

    private static final String ESCAPED = "<>&\u2028\u2029";

    private GoText() {}

    /** The bytes, quotes included. Half of a surrogate pair becomes U+FFFD, as Go can hold nothing else. */
    static byte[] quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                json.append(c).append(text.charAt(++i));
            } else {
                append(json, c);
            }
        }
        return json.append('"').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder json, char c) {
        switch (c) {
            case '"', '\\' -> json.append('\\').append(c);
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> {
                if (Character.isSurrogate(c)) {
                    json.append("\\ufffd");
                } else if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
                    json.append(String.format("\\u%04x", (int) c));
                } else {
                    json.append(c);
                }
            }
        }
    }
}
