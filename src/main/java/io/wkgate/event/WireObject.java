package io.wkgate.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object from upstream, cut into its fields; their values are the bytes that came, and read only when asked for. */
final class WireObject {

    private final byte[] bytes;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Value> values = new HashMap<>();

    private WireObject(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Where a value stands. */
    private record Value(JsonToken token, int from, int to) {}

    /** Nothing for bytes that are something else than one whole object. */
    static Optional<WireObject> read(byte[] bytes) {
        WireObject object = new WireObject(bytes);
        try (JsonParser json = WireJson.FACTORY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                object.add(json.currentName(), json);
            }
            return json.nextToken() == null ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void add(String name, JsonParser json) throws IOException {
        JsonToken token = json.nextToken();
        int from = (int) json.currentTokenLocation().getByteOffset();
        int to = switch (token) {
            // A payload has up to 16 MiB: looking for its quote costs less than reading it.
            case VALUE_STRING -> endOfText(from + 1);
            case START_OBJECT, START_ARRAY -> {
                json.skipChildren();
                yield (int) json.currentLocation().getByteOffset();
            }
            default -> from + json.getText().length();
        };
        names.add(name);
        // Of a name that comes twice, the last value counts, as it does for Go.
        values.put(name, new Value(token, from, to));
    }

    private int endOfText(int from) {
        int i = from;
        while (i < bytes.length && bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        // What ends inside a text is found by the parser, when it goes on.
        return Math.min(i + 1, bytes.length);
    }

    byte[] bytes() {
        return bytes;
    }

    /** In the order in which they came, those that came twice twice. */
    List<String> names() {
        return names;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value's own bytes; none where it is missing. */
    byte[] raw(String name) {
        Value value = values.get(name);
        return value == null ? new byte[0] : Arrays.copyOfRange(bytes, value.from(), value.to());
    }

    /** A text, empty for null and where it is missing; nothing for what is no text. */
    Optional<String> text(String name) {
        @Nullable Value value = values.get(name);
        if (value == null || value.token() == JsonToken.VALUE_NULL) {
            return Optional.of("");
        }
        if (value.token() != JsonToken.VALUE_STRING) {
            return Optional.empty();
        }
        try (JsonParser json = WireJson.FACTORY.createParser(raw(name))) {
            json.nextToken();
            return Optional.of(json.getText());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A whole number as it is written, {@code 0} for null and where it is missing; nothing for what is none. */
    Optional<String> number(String name) {
        @Nullable Value value = values.get(name);
        if (value == null || value.token() == JsonToken.VALUE_NULL) {
            return Optional.of("0");
        }
        return value.token() == JsonToken.VALUE_NUMBER_INT
                ? Optional.of(new String(raw(name), StandardCharsets.ISO_8859_1))
                : Optional.empty();
    }

    /** An array of texts, empty for null and where it is missing; nothing for what is none. */
    Optional<List<String>> texts(String name) {
        @Nullable Value value = values.get(name);
        if (value == null || value.token() == JsonToken.VALUE_NULL) {
            return Optional.of(List.of());
        }
        return JsonTexts.read(raw(name));
    }
}
