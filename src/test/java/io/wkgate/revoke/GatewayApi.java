package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.testing.PlainHttp;
import io.wkgate.testing.TestGateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The api listener of a gateway, wherever it runs. */
final class GatewayApi {

    private final HttpClient client = PlainHttp.client();
    private final int port;

    GatewayApi(int port) {
        this.port = port;
    }

    /** Asks for a revoke; it must be accepted. Its id. */
    String revoke(JsonObject request) throws Exception {
        HttpResponse<String> answer = call("POST", "/v1/revokes", request.encode());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
        return new JsonObject(answer.body()).getString("id");
    }

    String state(String id) throws Exception {
        return shown(id).getString("state");
    }

    /** With its attempts. */
    JsonObject shown(String id) throws Exception {
        return new JsonObject(call("GET", "/v1/revokes/" + id, "").body());
    }

    HttpResponse<String> call(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + TestGateway.API_KEY)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
