package io.wkgate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: a revoke is asked for, followed, retried and cancelled over HTTP, and every refusal says why. */
@ExtendWith(DatabaseServerExtension.class)
class RevokeOperationsTest {

    private static final long ID = EventBodies.FIRST_ID;

    private ConnectionDetails database;
    private TestGateway gateway;

    @BeforeEach
    void start(ConnectionDetails fresh) throws Exception {
        database = fresh;
        gateway = TestGateway.start(fresh);
        store(message(0), message(1), message(2));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    /** A message of u1 in the group g1, written just now. */
    private static JsonObject message(int number) {
        return EventBodies.message(ID + number).put("timestamp", Instant.now().getEpochSecond());
    }

    private void store(JsonObject... entries) throws Exception {
        assertThat(gateway.post("msg.notify", EventBodies.notifyOf(entries)).statusCode())
                .isEqualTo(200);
    }

    private static JsonObject operator(String uid, String role) {
        return new JsonObject().put("uid", uid).put("role", role);
    }

    private static JsonObject revoke(int number) {
        return new JsonObject()
                .put("message_id", Long.toString(ID + number))
                .put("operator", operator("u1", "member").put("name", "Alice"));
    }

    private ApiAnswer ask(JsonObject body) throws Exception {
        return ApiAnswer.post(gateway, "/v1/revokes", body.encode());
    }

    @Test
    void aRevokeThatTellsNobodyIsDoneAtOnce() throws Exception {
        JsonObject revoke = ask(revoke(0).put("notify", false)).is(200).json();
        assertThat(revoke.getString("state")).isEqualTo("confirmed");
        assertThat(revoke.getBoolean("finished")).isTrue();
        assertThat(revoke.getString("message_id")).isEqualTo(Long.toString(ID));
        assertThat(revoke.getString("channel_id")).isEqualTo("g1");
        assertThat(revoke.getInteger("channel_type")).isEqualTo(2);
        assertThat(revoke.getJsonObject("operator"))
                .isEqualTo(operator("u1", "member").put("name", "Alice"));
        assertThat(revoke.getString("rule")).isEqualTo("own-message");
        assertThat(revoke.getInstant("requested_at")).isBefore(Instant.now().plusSeconds(1));
        assertThat(revoke.containsKey("finished_at")).isTrue();

        JsonObject read =
                ApiAnswer.get(gateway, "/v1/messages/" + ID + "?lang=en").json();
        assertThat(read.getJsonObject("revoked").getString("text")).isEqualTo("Alice recalled a message");
        assertThat(read.containsKey("payload")).isFalse();
    }

    @Test
    void whileItGoesOnTheAnswerSaysWhereToAsk() throws Exception {
        HttpResponse<String> response =
                gateway.api("POST", "/v1/revokes", revoke(0).encode());
        JsonObject revoke = ApiAnswer.of(response).is(202).json();
        assertThat(revoke.getString("state")).isEqualTo("requested");
        assertThat(revoke.getBoolean("finished")).isFalse();
        String location = response.headers().firstValue("Location").orElseThrow();
        JsonObject shown = ApiAnswer.get(gateway, location).is(200).json();
        assertThat(shown.getString("id")).isEqualTo(revoke.getString("id"));
        assertThat(shown.getJsonArray("attempt_log")).isNotNull();
    }

    @Test
    void theSameRevokeTwiceIsOne() throws Exception {
        String first = ask(revoke(0)).is(202).json().getString("id");
        assertThat(ask(revoke(0)).is(202).json().getString("id")).isEqualTo(first);
        assertThat(ApiAnswer.get(gateway, "/v1/revokes").items()).hasSize(1);
    }

    @Test
    void anIdMayBeANumberOfSixtyFourBits() throws Exception {
        String body = "{\"message_id\":%d,\"notify\":false,\"operator\":{\"uid\":\"u1\",\"role\":\"member\"}}"
                .formatted(ID + 1);
        JsonObject revoke = ApiAnswer.post(gateway, "/v1/revokes", body).is(200).json();
        assertThat(revoke.getString("message_id")).isEqualTo(Long.toString(ID + 1));
    }

    @Test
    void theAnswerWaitsNoLongerThanItIsAskedTo() throws Exception {
        Instant before = Instant.now();
        ask(revoke(0).put("wait", "700ms")).is(202);
        assertThat(Duration.between(before, Instant.now())).isBetween(Duration.ofMillis(700), Duration.ofSeconds(20));
    }

    @Test
    void whereUpstreamAnswersTheAnswerWaitsForTheEnd() throws Exception {
        Vertx vertx = Vertx.vertx();
        Simulator simulator = Simulator.start(
                        vertx, SimulatorOptions.of(Profile.V1_2_6).withManagerToken("geheim"))
                .await();
        try (TestGateway other = TestGateway.start(
                database, Map.of("WKGATE_UPSTREAM_URLS", simulator.url(), "WKGATE_UPSTREAM_TOKEN", "geheim"))) {
            JsonObject revoke = ApiAnswer.post(
                            other, "/v1/revokes", revoke(0).put("wait", 60).encode())
                    .is(200)
                    .json();
            assertThat(revoke.getString("state")).isEqualTo("confirmed");
            JsonObject shown = ApiAnswer.get(other, "/v1/revokes/" + revoke.getString("id"))
                    .is(200)
                    .json();
            JsonArray log = shown.getJsonArray("attempt_log");
            assertThat(log).isNotEmpty();
            JsonObject last = log.getJsonObject(log.size() - 1);
            assertThat(last.getString("outcome")).isEqualTo("done");
            assertThat(last.getString("request")).contains("/message/send");
            assertThat(shown.encode()).doesNotContain("geheim");
        } finally {
            EndOf.vertx(vertx);
        }
    }

    @Test
    void everyCopyOfAMessageIsRevokedByItsClientMsgNo() throws Exception {
        store(message(5).put("client_msg_no", "twice"), message(6).put("client_msg_no", "twice"));
        JsonObject body = new JsonObject()
                .put("client_msg_no", "twice")
                .put("channel_id", "g1")
                .put("channel_type", 2)
                .put("notify", false)
                .put("operator", operator("u1", "member"));
        JsonObject answer = ask(body).is(200).json();
        assertThat(answer.getJsonArray("revokes").stream()
                        .map(copy -> ((JsonObject) copy).getString("message_id"))
                        .toList())
                .containsExactlyInAnyOrder(Long.toString(ID + 5), Long.toString(ID + 6));
    }

    @Test
    void aPersonChannelIsNamedByThePeerOfWhoRevokes() throws Exception {
        store(message(7).put("channel_type", 1).put("channel_id", "u2").put("client_msg_no", "between us"));
        JsonObject body = new JsonObject()
                .put("client_msg_no", "between us")
                .put("channel_id", "u2")
                .put("channel_type", 1)
                .put("notify", false)
                .put("operator", operator("u1", "member"));
        assertThat(ask(body).is(200).json().getString("message_id")).isEqualTo(Long.toString(ID + 7));
    }

    @Test
    void whatARuleForbidsNamesTheRuleAndChangesNothing() throws Exception {
        ApiAnswer other =
                ask(revoke(0).put("operator", operator("u2", "member"))).is(403);
        assertThat(other.json().getString("rule")).isEqualTo("own-message");
        store(EventBodies.message(ID + 8).put("timestamp", Instant.now().getEpochSecond() - 600));
        assertThat(ask(revoke(8)).is(403).json().getString("rule")).isEqualTo("window");
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM message WHERE is_revoked = 1"))
                .isZero();
    }

    @Test
    void whatIsPagedIsFollowedByItsNext() throws Exception {
        for (int i = 0; i < 3; i++) {
            ask(revoke(i).put("notify", false)).is(200);
        }
        for (String list : List.of("/v1/revokes", "/v1/audit")) {
            assertThat(ApiAnswer.get(gateway, list + "?limit=3").json().getString("next"))
                    .as("of a page that is full and the last")
                    .isEmpty();
            List<String> ids = new ArrayList<>();
            String query = "limit=2";
            while (!query.isEmpty()) {
                ApiAnswer page = ApiAnswer.get(gateway, list + "?" + query);
                page.items().forEach(item -> ids.add(item.getString("message_id")));
                query = page.json().getString("next");
            }
            assertThat(ids).as(list).containsExactly(Long.toString(ID + 2), Long.toString(ID + 1), Long.toString(ID));
        }
    }

    @Test
    void oneIsCancelledAndRetriedAndTheAuditTrailTellsIt() throws Exception {
        String id = ask(revoke(0)).is(202).json().getString("id");
        String path = "/v1/revokes/" + id;
        assertThat(ApiAnswer.post(gateway, path + "/cancel", "").is(200).json().getString("state"))
                .isEqualTo("cancelled");
        ApiAnswer.post(gateway, path + "/cancel", "").is(409);
        assertThat(ApiAnswer.get(gateway, "/v1/revokes?state=cancelled").items())
                .hasSize(1);
        assertThat(ApiAnswer.get(gateway, "/v1/revokes?state=requested").items())
                .isEmpty();
        assertThat(ApiAnswer.post(gateway, path + "/retry", "").is(200).json().getString("state"))
                .isEqualTo("requested");
        ask(revoke(1).put("operator", operator("u2", "member"))).is(403);

        List<JsonObject> trail =
                ApiAnswer.get(gateway, "/v1/audit?message_id=" + ID).items();
        assertThat(trail)
                .extracting(entry -> entry.getString("action"))
                .containsExactly("retried", "cancelled", "accepted");
        assertThat(trail)
                .extracting(entry -> entry.getJsonObject("operator").getString("uid"))
                .containsExactly("api", "api", "u1");
        assertThat(ApiAnswer.get(gateway, "/v1/audit?operator=u2").items())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.getString("action")).isEqualTo("forbidden");
                    assertThat(entry.getString("rule")).isEqualTo("own-message");
                });
    }

    @Test
    void whatIsConfirmedCannotBeRetriedOrCancelled() throws Exception {
        String path = "/v1/revokes/"
                + ask(revoke(0).put("notify", false)).is(200).json().getString("id");
        assertThat(ApiAnswer.post(gateway, path + "/retry", "").is(409).json().getString("detail"))
                .contains("confirmed");
        ApiAnswer.post(gateway, path + "/cancel", "").is(409);
    }

    @Test
    void aDeadOneIsReplayedFromItsDeadLetter() throws Exception {
        gateway.close();
        gateway = TestGateway.start(
                database, Map.of("WKGATE_REVOKE_DEADLINE", "1s", "WKGATE_REVOKE_FIRST_PAUSE", "50ms"));
        JsonObject dead = ask(revoke(0).put("wait", 60)).is(200).json();
        assertThat(dead.getString("state")).isEqualTo("dead");
        assertThat(dead.getString("reason")).isNotEmpty();
        await().until(() -> !letters().isEmpty());
        JsonObject letter = letters().get(0);
        assertThat(letter.getString("kind")).isEqualTo("revoke");

        HttpResponse<String> replayed = gateway.ops("POST", "/v1/deadletters/" + letter.getString("id") + "/replay");
        assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(200);
        assertThat(new JsonObject(replayed.body()).getString("revoke_id")).isEqualTo(dead.getString("id"));
        assertThat(gateway.ops("GET", "/v1/deadletters/" + letter.getString("id"))
                        .statusCode())
                .isEqualTo(404);
    }

    private List<JsonObject> letters() throws Exception {
        return new JsonObject(gateway.ops("GET", "/v1/deadletters").body())
                .getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }
}
