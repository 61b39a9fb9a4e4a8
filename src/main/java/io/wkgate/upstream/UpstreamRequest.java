package io.wkgate.upstream;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * One call of WuKongIM's API.
 *
 * @param path with its query, from the slash on
 */
record UpstreamRequest(HttpMethod method, String path, Optional<JsonObject> body) {

    static UpstreamRequest get(String path) {
        return new UpstreamRequest(HttpMethod.GET, path, Optional.empty());
    }

    static UpstreamRequest post(String path, JsonObject body) {
        return new UpstreamRequest(HttpMethod.POST, path, Optional.of(body));
    }

    /** With the body, for the record of a revoke's attempts; only for bodies that hold no message and no password. */
    String shown() {
        return ShownText.cut(this + body.map(json -> " " + json.encode()).orElse(""));
    }

    /** Without the body, which may be a payload. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
