package io.wkgate.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** An answer of the API. */
record Answer(int status, String contentType, Buffer body) {
    private static final String JSON = "application/json; charset=utf-8";

    static Answer json(Object body) {
        return json(200, body);
    }

    static Answer json(int status, Object body) {
        return new Answer(status, JSON, GoJson.encode(body));
    }

    static Answer ok() {
        return json(new JsonObject().put("status", 200));
    }

    /** How v1 and v2 say no on every route, and v3 on all but the send. */
    static Answer refused(String message) {
        return json(400, new JsonObject().put("msg", message).put("status", 400));
    }

    /** v1 and v2 name a body that cannot be read with another content type than any other error. */
    static Answer unreadable(String message) {
        return new Answer(
                400,
                "text/plain; charset=utf-8",
                GoJson.encode(new JsonObject().put("msg", message).put("status", 400)));
    }

    /** v3's way to refuse a send. */
    static Answer error(int status, String message) {
        return json(status, new JsonObject().put("error", message));
    }

    static Answer notFound() {
        return new Answer(404, "text/plain", Buffer.buffer("404 page not found"));
    }

    static Answer unauthorized() {
        return new Answer(401, "", Buffer.buffer());
    }
}
