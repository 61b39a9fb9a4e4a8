package io.wkgate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.PlainHttp;
import io.wkgate.testing.TestGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: nothing on the ops listener but the health paths answers without the key; metrics may be opened. */
@ExtendWith(DatabaseServerExtension.class)
class CredentialsTest {

    private static final List<String> WITH_KEY = List.of(
            "GET /metrics",
            "GET /v1/deadletters",
            "GET /v1/deadletters/1",
            "POST /v1/deadletters/1/replay",
            "DELETE /v1/deadletters/1",
            "POST /v1/deadletters/replay?all=true",
            "POST /v1/deadletters/drop?all=true",
            "GET /v1/destinations",
            "POST /v1/destinations/business/stop",
            "POST /v1/destinations/business/start",
            "DELETE /v1/destinations/business",
            "GET /v1/deliveries/1",
            "GET /v1/compat",
            "GET /v1/replicas",
            "GET /v1/nothing");

    @Test
    void withoutTheKeyOrWithAWrongOneTheAnswerIs401(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            for (String call : WITH_KEY) {
                for (String header : List.of(
                        "", "Bearer ", "Bearer wrong", "Bearer " + TestGateway.OPS_KEY + "x", TestGateway.OPS_KEY)) {
                    HttpResponse<String> answer = call(gateway, call, header);
                    assertThat(answer.statusCode())
                            .as("%s with '%s'", call, header)
                            .isEqualTo(401);
                    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
                    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
                    assertThat(new JsonObject(answer.body()).getInteger("status"))
                            .isEqualTo(401);
                }
                assertThat(call(gateway, call, "Bearer " + TestGateway.OPS_KEY).statusCode())
                        .as(call)
                        .isNotEqualTo(401);
            }
        }
    }

    @Test
    void healthIsOpen(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            assertThat(call(gateway, "GET /health/live", "").statusCode()).isEqualTo(200);
            assertThat(call(gateway, "GET /health/ready", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void metricsCanBeOpenedAndNothingElseOpensWithThem(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database, Map.of("WKGATE_OPS_METRICS_OPEN", "true"))) {
            assertThat(call(gateway, "GET /metrics", "").body()).contains("wkgate_held_bytes");
            assertThat(call(gateway, "GET /v1/deadletters", "").statusCode()).isEqualTo(401);
        }
    }

    private static HttpResponse<String> call(TestGateway gateway, String call, String header) throws Exception {
        String[] parts = call.split(" ");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.opsPort() + parts[1]))
                .method(parts[0], HttpRequest.BodyPublishers.noBody());
        if (!header.isEmpty()) {
            request.header("Authorization", header);
        }
        return PlainHttp.client().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
