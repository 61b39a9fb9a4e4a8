package io.wkgate.intake;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Answers that are no success, as {@code application/problem+json} (RFC 9457). */
final class Rejection {

    /** How long a sender whose body is not wanted may go on sending before the connection is closed under it. */
    private static final long LINGER_MILLIS = 1000;

    private Rejection() {}

    /** Answers at once, without reading the body. */
    static void now(HttpServerRequest request, int status, String detail) {
        closeAfterAnswer(request);
        write(request.response().setStatusCode(status), status, detail);
    }

    static void write(HttpServerResponse response, int status, String detail) {
        String title = switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Content Too Large";
            default -> "Service Unavailable";
        };
        response.putHeader("Content-Type", "application/problem+json")
                .end(new JsonObject()
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail)
                        .encode());
    }

    /**
     * Closes the connection when the answer is out and the sender has stopped or lingered. Closing it at once would reset
     * it, and a reset may take the answer away from a sender that is still writing.
     */
    static void closeAfterAnswer(HttpServerRequest request) {
        request.response().putHeader("Connection", "close");
        request.handler(discarded -> {});
        request.resume();
        if (!request.isEnded()) {
            Vertx.currentContext()
                    .owner()
                    .setTimer(LINGER_MILLIS, fired -> request.connection().close());
        }
    }
}
