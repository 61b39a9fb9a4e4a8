package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The revoke desk of a gateway as business servers and operators see it, and what it leaves in its database. */
record Desk(TestGateway gateway, ConnectionDetails database) {

    /** The id of the message of that number. */
    static long id(int number) {
        return EventBodies.FIRST_ID + number;
    }

    /** A message of u1 in the group g1 as upstream tells it. */
    static JsonObject message(int number, Duration age) {
        return EventBodies.message(id(number))
                .put("timestamp", Instant.now().minus(age).getEpochSecond());
    }

    /** One that was sent just now. */
    static JsonObject message(int number) {
        return message(number, Duration.ZERO);
    }

    /** Brings entries through the webhook. */
    void receive(JsonObject... entries) throws Exception {
        assertThat(gateway.post("msg.notify", EventBodies.notifyOf(entries)).statusCode())
                .isEqualTo(200);
    }

    Reply ask(JsonObject revoke) throws Exception {
        return Reply.of(gateway.api("POST", "/v1/revokes", revoke.encode()));
    }

    /** Asks for the revoke of a message, without a channel. */
    Reply ask(int number, String uid, String role) throws Exception {
        return ask(RevokeStage.by(id(number), uid, role));
    }

    Reply show(String revokeId) throws Exception {
        return Reply.of(gateway.api("GET", "/v1/revokes/" + revokeId, ""));
    }

    /** @param change retry or cancel */
    Reply change(String revokeId, String change) throws Exception {
        return Reply.of(gateway.api("POST", "/v1/revokes/" + revokeId + "/" + change, ""));
    }

    /** The same at the operators' listener. */
    Reply changeAtOps(String revokeId, String change) throws Exception {
        return Reply.of(gateway.ops("POST", "/v1/revokes/" + revokeId + "/" + change));
    }

    /** The audit trail of a message, the newest first. */
    List<JsonObject> audit(long messageId) throws Exception {
        return Reply.of(gateway.api("GET", "/v1/audit?limit=500&message_id=" + messageId, ""))
                .is(200)
                .json()
                .getJsonArray("items")
                .stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    /** What was done to a message, the newest first. */
    List<String> actions(long messageId) throws Exception {
        return audit(messageId).stream().map(entry -> entry.getString("action")).toList();
    }

    /** That there is no revoke of anything, and no mark on any message of the layout native. */
    void assertNothingRevoked() throws Exception {
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_revoke")).isZero();
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM message WHERE is_revoked = 1 OR revoker_id <> ''"))
                .isZero();
    }

    /** An answer; what is no success is a problem. */
    record Reply(int status, JsonObject json) {

        static Reply of(HttpResponse<String> answer) {
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(answer.body())
                    .startsWith(answer.statusCode() < 300 ? "application/json" : "application/problem+json");
            return new Reply(answer.statusCode(), new JsonObject(answer.body()));
        }

        Reply is(int expected) {
            assertThat(status).as(json.encode()).isEqualTo(expected);
            return this;
        }

        /** That it is a revoke, and in which state. */
        Reply isRevoke(String state) {
            assertThat(status).as(json.encode()).isIn(200, 202);
            assertThat(json.getString("state")).as(json.encode()).isEqualTo(state);
            return this;
        }

        String id() {
            return json.getString("id");
        }

        /** The names of the steps that were tried, oldest first, without the digest of those whom a step names. */
        List<String> steps() {
            return log().stream()
                    .map(attempt -> attempt.getString("step").replaceFirst("-[0-9a-f]{12}$", ""))
                    .toList();
        }

        /** What was tried, oldest first. */
        List<JsonObject> log() {
            return json.getJsonArray("attempt_log").stream()
                    .map(JsonObject.class::cast)
                    .toList();
        }
    }
}
