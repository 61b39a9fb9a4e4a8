package io.wkgate.upstream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What upstream answered. */
record UpstreamAnswer(int status, Buffer body) {

    boolean success() {
        return status >= 200 && status < 300;
    }

    /** The body, if it is a JSON object. */
    Optional<JsonObject> json() {
        try {
            return Optional.of(body.toJsonObject());
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /** The body, if it is a JSON array. */
    Optional<JsonArray> array() {
        try {
            return Optional.of(body.toJsonArray());
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /** Without the body, which may hold messages. */
    @Override
    public String toString() {
        return "status " + status + ", " + body.length() + " bytes";
    }
}
