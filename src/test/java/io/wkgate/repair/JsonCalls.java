package io.wkgate.repair;

import io.vertx.core.json.JsonObject;
import io.wkgate.testing.PlainHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls that answer with a JSON object. */
final class JsonCalls {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client = PlainHttp.client();
    private final String address;

    JsonCalls(String address) {
        this.address = address;
    }

    /** An answer that came. */
    record Answer(int status, String text) {
        JsonObject json() {
            if (status != 200) {
                throw new IllegalStateException("answered with " + status + ": " + text);
            }
            return new JsonObject(text);
        }
    }

    Answer post(String path, JsonObject body) throws IOException, InterruptedException {
        return call(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
    }

    Answer get(String path, String token) throws IOException, InterruptedException {
        return call(request(path).header("Authorization", "Bearer " + token));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(LIMIT);
    }

    private Answer call(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }
}
