package io.wkgate.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;

/** JSON as Go's encoding/json writes and reads it, where that differs from ours. */
final class GoJson {
    private GoJson() {}

    /** The bytes of a value: Go escapes these characters inside strings, and they stand nowhere else in JSON. */
    static Buffer encode(Object value) {
        String text = Json.encode(value)
                .replace("&", "\\u0026")
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
        return Buffer.buffer(text);
    }

    /** Go's words for a body that is no JSON object, as far as the recordings show them. */
    static String complaint(String body) {
        String text = body.strip();
        if (text.isEmpty()) {
            return "EOF";
        }
        if (text.charAt(0) != '{') {
            return "invalid character '" + text.charAt(0) + "' looking for beginning of value";
        }
        String rest = text.substring(1).strip();
        if (!rest.isEmpty() && rest.charAt(0) != '"' && rest.charAt(0) != '}') {
            return "invalid character '" + rest.charAt(0) + "' looking for beginning of object key string";
        }
        return "unexpected EOF";
    }
}
