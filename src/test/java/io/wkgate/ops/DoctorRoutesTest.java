package io.wkgate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.PlainHttp;
import io.wkgate.testing.TestGateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: {@code /v1/doctor} tells who has the key what is wrong, calls of the webhook that miss it too; a GET sends
 * nothing, and a question that makes no sense is answered with 400.
 */
@ExtendWith(DatabaseServerExtension.class)
class DoctorRoutesTest {

    private final HttpClient client = PlainHttp.client();

    @Test
    void everyAreaIsThereAndAMistakeIsNamed(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            JsonObject all = new JsonObject(gateway.ops("GET", "/v1/doctor").body());
            assertThat(all.getJsonArray("areas"))
                    .extracting(area -> ((JsonObject) area).getString("area"))
                    .containsExactly("database", "upstream", "webhook", "destinations");
            assertThat(all.encode()).doesNotContain(TestGateway.TOKEN, TestGateway.OPS_KEY, database.password());

            assertThat(gateway.ops("GET", "/v1/doctor?area=kitchen").statusCode())
                    .isEqualTo(400);
            assertThat(gateway.ops("GET", "/v1/doctor/test-message").statusCode())
                    .isEqualTo(405);
            assertThat(gateway.ops("POST", "/v1/doctor/test-message?wait=0").statusCode())
                    .isEqualTo(400);
            assertThat(call(gateway.opsPort(), "GET", "/v1/doctor")).isEqualTo(401);

            call(gateway.httpPort(), "POST", "/?event=msg.notify");
            call(gateway.httpPort(), "POST", "/webhook/" + TestGateway.TOKEN + "?key=1?event=msg.notify");
            assertThat(gateway.ops("GET", "/v1/doctor?area=webhook").body())
                    .contains("webhook.path-wrong", "webhook.query-in-address");
        }
    }

    private int call(int port, String method, String path) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .method(method, HttpRequest.BodyPublishers.ofString(""))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
