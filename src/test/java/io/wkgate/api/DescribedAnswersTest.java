package io.wkgate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.TestGateway;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: what is answered has the form that the document says, successes and problems alike. */
@ExtendWith(DatabaseServerExtension.class)
class DescribedAnswersTest {

    private static final long ID = EventBodies.FIRST_ID;

    private final Vertx vertx = Vertx.vertx();
    private final OpenAPIContract contract = ApiDocument.load().contract(vertx).await();
    private final ResponseValidator validator = ResponseValidator.create(vertx, contract);

    @AfterEach
    void close() {
        EndOf.vertx(vertx);
    }

    private void check(String operation, int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s: %s", operation, answer.body()).isEqualTo(status);
        Map<String, String> headers = answer.headers().firstValue("Location").isPresent()
                ? Map.of("Location", answer.headers().firstValue("Location").get())
                : Map.of();
        validator
                .validate(
                        ValidatableResponse.create(status, headers, Buffer.buffer(answer.body()), "application/json"),
                        operation)
                .await();
    }

    @Test
    void everyOperationAnswersAsItIsDescribed(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            long now = Instant.now().getEpochSecond();
            gateway.post(
                    "msg.notify",
                    EventBodies.notifyOf(
                            EventBodies.message(ID).put("timestamp", now),
                            EventBodies.message(ID + 1).put("timestamp", now).put("client_msg_no", "twice"),
                            EventBodies.message(ID + 2).put("timestamp", now).put("client_msg_no", "twice")));
            String copies = new JsonObject()
                    .put("client_msg_no", "twice")
                    .put("channel_id", "g1")
                    .put("channel_type", 2)
                    .put("notify", false)
                    .put("operator", operator("u1"))
                    .encode();
            check("requestRevoke", 202, gateway.api("POST", "/v1/revokes", revoke(ID, "u1")));
            check("requestRevoke", 200, gateway.api("POST", "/v1/revokes", copies));
            check("requestRevoke", 400, gateway.api("POST", "/v1/revokes", "{}"));
            check("requestRevoke", 403, gateway.api("POST", "/v1/revokes", revoke(ID, "u2")));
            check("requestRevoke", 404, gateway.api("POST", "/v1/revokes", revoke(77, "u1")));
            check("requestRevoke", 413, gateway.api("POST", "/v1/revokes", " ".repeat((1 << 20) + 1)));
            String id = new JsonObject(
                            gateway.api("POST", "/v1/revokes", revoke(ID, "u1")).body())
                    .getString("id");
            check("listRevokes", 200, gateway.api("GET", "/v1/revokes", ""));
            check("showRevoke", 200, gateway.api("GET", "/v1/revokes/" + id, ""));
            check("showRevoke", 404, gateway.api("GET", "/v1/revokes/77", ""));
            check("cancelRevoke", 200, gateway.api("POST", "/v1/revokes/" + id + "/cancel", ""));
            check("cancelRevoke", 409, gateway.api("POST", "/v1/revokes/" + id + "/cancel", ""));
            check("retryRevoke", 200, gateway.api("POST", "/v1/revokes/" + id + "/retry", ""));
            check("listAudit", 200, gateway.api("GET", "/v1/audit", ""));
            for (String query : List.of("?limit=1", "?role=admin&uid=u1&name=u1:Alice")) {
                check("readChannel", 200, gateway.api("GET", "/v1/channels/2/g1/messages" + query, ""));
            }
            check("readMessage", 200, gateway.api("GET", "/v1/messages/" + ID, ""));
            check("readMessage", 404, gateway.api("GET", "/v1/messages/77", ""));
            check("readDraft", 200, gateway.api("GET", "/v1/messages/" + ID + "/draft?uid=u1", ""));
            check("readDraft", 403, gateway.api("GET", "/v1/messages/" + ID + "/draft?uid=u2", ""));
        }
    }

    private static JsonObject operator(String uid) {
        return new JsonObject().put("uid", uid).put("role", "member");
    }

    private static String revoke(long message, String uid) {
        return new JsonObject()
                .put("message_id", Long.toString(message))
                .put("operator", operator(uid))
                .encode();
    }
}
