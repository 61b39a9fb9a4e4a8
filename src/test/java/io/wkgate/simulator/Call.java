package io.wkgate.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A request to the API with its whole body. */
record Call(HttpServerRequest request, Buffer body) {
    /** A payload of 16 MiB is longer in base64 than Jackson reads unless it is told to. */
    private static final int LONGEST_TEXT = 64 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    /** The body as an object; refused in the words of Go when it is none. */
    @SuppressWarnings("unchecked")
    JsonObject json() {
        try {
            Map<String, Object> fields = JacksonCodec.fromParser(JSON.createParser(body.getBytes()), Map.class);
            return new JsonObject(fields);
        } catch (DecodeException | ClassCastException | IOException e) {
            throw new UnreadableBody(GoJson.complaint(body.toString()));
        }
    }

    JsonArray array() {
        try {
            return body.toJsonArray();
        } catch (DecodeException | ClassCastException e) {
            throw new UnreadableBody(GoJson.complaint(body.toString()));
        }
    }

    String parameter(String name) {
        String value = request.getParam(name);
        return value == null ? "" : value;
    }

    int number(String name) {
        String value = parameter(name);
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
    }

    static List<String> uids(JsonObject body, String name) {
        JsonArray values = body.getJsonArray(name);
        return values == null ? List.of() : values.stream().map(String::valueOf).toList();
    }

    static ChannelKey channel(JsonObject body) {
        return new ChannelKey(body.getString("channel_id", ""), body.getInteger("channel_type", 0));
    }

    /** A call in which the server dies. */
    static final class Unanswered extends RuntimeException {}

    /** A body that is no JSON object. */
    static final class UnreadableBody extends RuntimeException {
        UnreadableBody(String message) {
            super(message);
        }
    }
}
