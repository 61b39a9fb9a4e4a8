package io.wkgate.compat;

import io.vertx.core.json.JsonObject;
import io.wkgate.testing.PlainHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Calls to one address, whatever they are answered. Thread-safe. */
final class HttpCalls {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient client;
    private final String address;
    private final Map<String, String> headers;

    HttpCalls(String address) {
        this(PlainHttp.client(), address, Map.of());
    }

    private HttpCalls(HttpClient client, String address, Map<String, String> headers) {
        this.client = client;
        this.address = address;
        this.headers = headers;
    }

    /** The same with this header alone. */
    HttpCalls with(String header, String value) {
        return new HttpCalls(client, address, Map.of(header, value));
    }

    Bench.Reply get(String pathAndQuery) {
        return call(request(pathAndQuery));
    }

    Bench.Reply post(String path, JsonObject body) {
        return call(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(LIMIT);
        headers.forEach(request::header);
        return request;
    }

    private Bench.Reply call(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Bench.Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
