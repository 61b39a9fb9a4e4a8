package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatCalls;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.DeadLetterView;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: a revoke that is given up stands in the dead letters and is begun anew from there, from the api and from ops;
 * one that is cancelled is sent no more and stays marked.
 */
@ExtendWith(DatabaseServerExtension.class)
class RetryAndCancelTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** One that gives up soon. */
    private static RevokeStage stage(ConnectionDetails database) {
        return RevokeStage.set(
                database,
                "v1.2.6",
                SimulatedRevokeServer::new,
                Map.of("WKGATE_REVOKE_DEADLINE", "1s", "WKGATE_UPSTREAM_PROBE_INTERVAL", "1s"));
    }

    private static String state(Desk desk, String id) throws Exception {
        return desk.show(id).json().getString("state");
    }

    private static long commands(ConnectionDetails database, long message) throws Exception {
        return Sql.number(database, "SELECT COUNT(*) FROM wkgate_command WHERE revokes = " + message);
    }

    /** How one that is dead is begun anew. */
    private interface Way {
        void retry(Desk desk, String id) throws Exception;
    }

    private static void replay(Desk desk, String id) throws Exception {
        JsonObject letter = new DeadLetterView(desk.gateway()).list().get(0);
        Desk.Reply reply =
                Desk.Reply.of(desk.gateway().ops("POST", "/v1/deadletters/" + letter.getString("id") + "/replay"));
        assertThat(reply.is(200).json().getString("revoke_id")).isEqualTo(id);
    }

    @Test
    void aDeadOneIsBegunAnewFromWhereverThatIsWanted(ConnectionDetails database) throws Exception {
        Map<String, Way> ways = Map.of(
                "api", (desk, id) -> desk.change(id, "retry").is(200).isRevoke("requested"),
                "ops", (desk, id) -> desk.changeAtOps(id, "retry").is(200).isRevoke("requested"),
                "replay", RetryAndCancelTest::replay);
        try (RevokeStage stage = stage(database)) {
            Desk desk = new Desk(stage.gateway(), database);
            DeadLetterView letters = new DeadLetterView(stage.gateway());
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                long message = stage.stored("u1", "u2", ChatCalls.PERSON);
                stage.server().kill();
                JsonObject dead = desk.ask(
                                RevokeStage.by(message, "u1", "member").put("wait", 60))
                        .is(200)
                        .isRevoke("dead")
                        .json();
                String id = dead.getString("id");
                assertThat(dead.getBoolean("finished")).isTrue();
                assertThat(dead.getString("reason")).contains("not confirmed in time");
                assertThat(stage.revokers(message)).containsExactly("u1");
                JsonObject letter = letters.list().get(0);
                assertThat(letter.getString("kind")).isEqualTo("revoke");
                assertThat(letter.getString("reason")).contains("not confirmed in time");
                assertThat(new JsonObject(new String(letters.bytes(letter))).getString("revoke_id"))
                        .isEqualTo(id);
                // Asking for the same again is no retry.
                desk.ask(RevokeStage.by(message, "u1", "member")).is(200).isRevoke("dead");

                stage.server().restart();
                stage.awaitUpstream();
                way.getValue().retry(desk, id);
                assertThat(letters.list()).as(way.getKey()).isEmpty();
                await().until(() -> state(desk, id).equals("confirmed"));
                List<JsonObject> trail = desk.audit(message);
                assertThat(trail)
                        .extracting(entry -> entry.getString("action"))
                        .as(way.getKey())
                        .containsExactly("retried", "dead", "accepted");
                assertThat(trail.get(0).getString("revoke_id")).isEqualTo(id);
                desk.change(id, "retry").is(409);
            }
        }
    }

    @Test
    void whatIsCancelledIsSentNoMoreAndStaysMarked(ConnectionDetails database) throws Exception {
        Map<String, String> pause = Map.of("WKGATE_REVOKE_FIRST_PAUSE", "2s", "WKGATE_REVOKE_LONGEST_PAUSE", "2s");
        try (RevokeStage stage = RevokeStage.set(database, "v1.2.6", SimulatedRevokeServer::new, pause)) {
            Desk desk = new Desk(stage.gateway(), database);
            for (String listener : List.of("api", "ops")) {
                long message = stage.stored("u1", "u2", ChatCalls.PERSON);
                stage.server().kill();
                String id = desk.ask(RevokeStage.by(message, "u1", "member"))
                        .is(202)
                        .id();
                // A call that is under way is not recalled; in the pause there is none.
                await().until(() -> !desk.show(id).json().getString("reason").isEmpty());
                Instant nextTry = desk.show(id).json().getInstant("next_attempt_at");
                Desk.Reply cancelled =
                        listener.equals("api") ? desk.change(id, "cancel") : desk.changeAtOps(id, "cancel");
                assertThat(cancelled.is(200).isRevoke("cancelled").json().containsKey("next_attempt_at"))
                        .isFalse();
                desk.change(id, "cancel").is(409);
                stage.server().restart();
                // Whoever looks for what is due after that moment would take it first, and it is in nobody's hands.
                await().until(() -> Instant.now().isAfter(nextTry));
                long later = stage.stored("u1", "u2", ChatCalls.PERSON);
                desk.ask(RevokeStage.by(later, "u1", "member").put("wait", 30))
                        .is(200)
                        .isRevoke("confirmed");
                JsonObject left = desk.show(id).isRevoke("cancelled").json();
                assertThat(left.containsKey("next_attempt_at")).isFalse();
                assertThat(commands(database, message)).isZero();
                assertThat(stage.revokers(message)).containsExactly("u1");

                desk.changeAtOps(id, "retry").is(200).isRevoke("requested");
                await().until(() -> state(desk, id).equals("confirmed"));
                List<JsonObject> trail = desk.audit(message);
                assertThat(trail)
                        .extracting(entry -> entry.getString("action"))
                        .containsExactly("retried", "cancelled", "accepted");
                assertThat(trail.get(1).getJsonObject("operator").getString("uid"))
                        .isEqualTo(listener);
                desk.change(id, "cancel").is(409);
            }
        }
    }

    @Test
    void oneThatIsUnderWayIsTriedAtOnce(ConnectionDetails database) throws Exception {
        Map<String, String> slow = Map.of("WKGATE_REVOKE_FIRST_PAUSE", "1h", "WKGATE_REVOKE_LONGEST_PAUSE", "1h");
        try (RevokeStage stage = RevokeStage.set(database, "v1.2.6", SimulatedRevokeServer::new, slow)) {
            Desk desk = new Desk(stage.gateway(), database);
            long message = stage.stored("u1", "u2", ChatCalls.PERSON);
            stage.server().kill();
            String id =
                    desk.ask(RevokeStage.by(message, "u1", "member")).is(202).id();
            await().until(() -> !desk.show(id).log().isEmpty());
            stage.server().restart();
            desk.change(id, "retry").is(200).isRevoke("requested");
            await().until(() -> state(desk, id).equals("confirmed"));
        }
    }

    @Test
    void oneThatIsConfirmedMeanwhileIsNotBegunAnew(DatabaseServer server) throws Exception {
        ConnectionDetails database = server.createDatabase();
        Map<String, String> slow = Map.of("WKGATE_REVOKE_FIRST_PAUSE", "1h", "WKGATE_REVOKE_LONGEST_PAUSE", "1h");
        try (TestGateway gateway = TestGateway.start(database, slow);
                Connection other = database.connect();
                Statement confirmation = other.createStatement()) {
            Desk desk = new Desk(gateway, database);
            desk.receive(Desk.message(0));
            String id = desk.ask(0, "u1", "member").is(202).id();
            await().until(() -> !desk.show(id).json().getString("reason").isEmpty());
            other.setAutoCommit(false);
            confirmation.execute("UPDATE wkgate_revoke SET state = 'confirmed', finished_at = UTC_TIMESTAMP(3),"
                    + " next_attempt_at = NULL");

            CompletableFuture<HttpResponse<String>> retry = CompletableFuture.supplyAsync(() -> {
                try {
                    return gateway.api("POST", "/v1/revokes/" + id + "/retry", "");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> server.lockWaits() == 1);
            other.commit();

            Desk.Reply.of(retry.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).is(409);
            desk.show(id).isRevoke("confirmed");
            assertThat(desk.actions(Desk.id(0))).containsExactly("accepted");
        }
    }
}
