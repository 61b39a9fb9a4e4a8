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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: operators see revokes and the audit trail, with their own key, and ask for none here. */
@ExtendWith(DatabaseServerExtension.class)
class RevokeRoutesTest {

    @Test
    void listsAreThereAndMistakesAreNamed(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            for (String list : new String[] {"/v1/revokes", "/v1/revokes?state=dead&limit=5", "/v1/audit"}) {
                assertThat(gateway.ops("GET", list).body()).as(list).isEqualTo("{\"items\":[],\"next\":\"\"}");
            }
            assertField(gateway.ops("GET", "/v1/revokes?limit=501"), "limit");
            assertField(gateway.ops("GET", "/v1/revokes?state=gone"), "state");
            assertField(gateway.ops("GET", "/v1/revokes/x"), "id");
            assertField(gateway.ops("GET", "/v1/audit?message_id=x"), "message_id");
            assertThat(gateway.ops("GET", "/v1/revokes/7").statusCode()).isEqualTo(404);
            assertThat(gateway.ops("POST", "/v1/revokes/7/retry").statusCode()).isEqualTo(404);
            assertThat(gateway.ops("POST", "/v1/revokes/7/cancel").statusCode()).isEqualTo(404);
            assertThat(gateway.ops("POST", "/v1/revokes").statusCode()).isEqualTo(405);
            HttpRequest withoutKey = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + gateway.opsPort() + "/v1/revokes"))
                    .header("token", TestGateway.API_KEY)
                    .build();
            assertThat(PlainHttp.client()
                            .send(withoutKey, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    private static void assertField(HttpResponse<String> answer, String field) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("field")).isEqualTo(field);
    }
}
