package io.wkgate.web;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * An answer that is no success, as {@code application/problem+json} (RFC 9457).
 *
 * @param status the HTTP status
 * @param title the status in words, the same for every problem of that status
 * @param detail a sentence for whoever called, without a key or a payload
 */
public record Problem(int status, String title, String detail) {

    /** One whose title is what HTTP calls the status. */
    public static Problem of(int status, String detail) {
        return new Problem(status, title(status), detail);
    }

    public static Problem badRequest(String detail) {
        return of(400, detail);
    }

    public static Problem unauthorized(String detail) {
        return of(401, detail);
    }

    public static Problem forbidden(String detail) {
        return of(403, detail);
    }

    public static Problem notFound(String detail) {
        return of(404, detail);
    }

    public static Problem conflict(String detail) {
        return of(409, detail);
    }

    public static Problem unavailable(String detail) {
        return of(503, detail);
    }

    /** A call to the database failed. */
    public static Problem databaseAway() {
        return unavailable("the database did not answer");
    }

    /** Answers with it, and ends the response. */
    public void answer(RoutingContext exchange) {
        answer(exchange.response());
    }

    /** Answers with it, and ends the response. */
    public void answer(HttpServerResponse response) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(json().encode());
    }

    /** Its members, to which a caller may add members of its own (RFC 9457, 3.2). */
    public JsonObject json() {
        return new JsonObject().put("title", title).put("status", status).put("detail", detail);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> status < 500 ? "Not Possible" : "Failed";
        };
    }
}
