package io.wkgate.ops;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** An answer that is no success, as {@code application/problem+json} (RFC 9457). */
record Problem(int status, String title, String detail) {

    static Problem notFound(String detail) {
        return new Problem(404, "Not Found", detail);
    }

    static Problem badRequest(String detail) {
        return new Problem(400, "Bad Request", detail);
    }

    static Problem conflict(String detail) {
        return new Problem(409, "Conflict", detail);
    }

    static Problem unauthorized() {
        return new Problem(401, "Unauthorized", "send Authorization: Bearer with the ops key");
    }

    static Problem unavailable(String detail) {
        return new Problem(503, "Service Unavailable", detail);
    }

    void answer(RoutingContext exchange) {
        exchange.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(new JsonObject()
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail)
                        .encode());
    }
}
