package io.wkgate.upstream;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.wkgate.config.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One call of WuKongIM's API.
 *
 * @param path with its query, from the slash on
 * @param bearer the credential of v3's manager listener
 */
record UpstreamRequest(HttpMethod method, String path, Optional<JsonObject> body, Optional<Secret> bearer) {

    static UpstreamRequest get(String path) {
        return new UpstreamRequest(HttpMethod.GET, path, Optional.empty(), Optional.empty());
    }

    static UpstreamRequest get(String path, Map<String, String> parameters) {
        String query = new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"));
        return get(path + "?" + query);
    }

    static UpstreamRequest post(String path, JsonObject body) {
        return new UpstreamRequest(HttpMethod.POST, path, Optional.of(body), Optional.empty());
    }

    /** A text as one segment of a path, or as one value of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    UpstreamRequest with(Optional<Secret> credential) {
        return new UpstreamRequest(method, path, body, credential);
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
