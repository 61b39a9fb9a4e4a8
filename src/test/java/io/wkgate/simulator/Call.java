package io.wkgate.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A request to the API with its whole body. */
record Call(HttpServerRequest request, Buffer body) {

    /** The body as an object; refused in the words of Go when it is none. */
    JsonObject json() {
        try {
            return body.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
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
