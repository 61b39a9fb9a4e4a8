package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatCalls;
import io.wkgate.chat.ChatClient;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: however often, from wherever and by whomever it is asked for, the revoke of a message is one. */
@ExtendWith(DatabaseServerExtension.class)
class OneRevokeTest {

    private static final int REQUESTS = 50;

    /** Long enough that nothing is sent again for want of an echo. */
    private static final Map<String, String> PATIENT = Map.of("WKGATE_REVOKE_ECHO_TIMEOUT", "60s");

    private static RevokeStage stage(ConnectionDetails database, String version) {
        RevokeStage stage = RevokeStage.set(database, version, SimulatedRevokeServer::new, PATIENT);
        stage.users().group("g1", false, "u1", "u2");
        return stage;
    }

    @Test
    void manyAtOnceOnTwoGatewaysAreOne(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = stage(database, "v2.2.5");
                TestGateway other = TestGateway.start(
                        database,
                        Map.of("WKGATE_UPSTREAM_URLS", stage.server().api(), "WKGATE_REVOKE_ECHO_TIMEOUT", "60s"))) {
            long message = stage.stored("u1", "g1", ChatCalls.GROUP);
            List<Desk> desks = List.of(new Desk(stage.gateway(), database), new Desk(other, database));
            Set<String> ids = new HashSet<>();
            for (Future<Desk.Reply> reply : atOnce(desks, RevokeStage.by(message, "u1", "member"))) {
                assertThat(reply.get().status()).as(reply.get().json().encode()).isIn(200, 202);
                ids.add(reply.get().id());
            }
            assertThat(ids).hasSize(1);
            String id = ids.iterator().next();
            await().until(() -> desks.get(0).show(id).json().getString("state").equals("confirmed"));
            assertThat(desks.get(1).show(id).steps()).containsExactly("channel");
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_command WHERE revokes = " + message))
                    .isEqualTo(1);
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_revoke"))
                    .isEqualTo(1);
            assertThat(stage.revokers(message)).containsExactly("u1");
            assertThat(desks.get(0).actions(message)).containsExactly("accepted");
        }
    }

    private static List<Future<Desk.Reply>> atOnce(List<Desk> desks, JsonObject revoke) {
        ExecutorService callers = Executors.newFixedThreadPool(REQUESTS);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Desk.Reply>> replies = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            Desk desk = desks.get(i % desks.size());
            replies.add(callers.submit(() -> {
                start.await();
                return desk.ask(revoke.copy().put("wait", "5s"));
            }));
        }
        start.countDown();
        callers.shutdown();
        return replies;
    }

    @Test
    void anotherOperatorIsJudgedByTheRulesAndTheFirstOneStays(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database, Map.of("WKGATE_REVOKE_WINDOW", "3s"))) {
            Desk desk = new Desk(gateway, database);
            desk.receive(Desk.message(0));
            JsonObject first = desk.ask(0, "u1", "member").is(202).json();
            assertThat(desk.ask(0, "u2", "member").is(403).json().getString("rule"))
                    .isEqualTo("own-message");
            JsonObject again = desk.ask(0, "u9", "owner").is(202).json();
            assertThat(again.getString("id")).isEqualTo(first.getString("id"));
            assertThat(again.getJsonObject("operator").getString("uid")).isEqualTo("u1");
            assertThat(again.getString("rule")).isEqualTo("own-message");
            assertThat(Sql.column(database, "SELECT revoker_id FROM message WHERE is_revoked = 1"))
                    .containsExactly("u1");
            assertThat(desk.actions(Desk.id(0))).containsExactly("forbidden", "accepted");

            // What was allowed once is no new revoke, however late it is asked for again.
            Instant windowEnds = Instant.ofEpochSecond(Sql.number(database, "SELECT timestamp FROM message"))
                    .plusSeconds(3);
            await().until(() -> Instant.now().isAfter(windowEnds));
            assertThat(desk.ask(0, "u1", "member").is(202).id()).isEqualTo(first.getString("id"));
        }
    }

    @Test
    void whatWasOnlyMarkedIsToldWhenThatIsAskedFor(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = stage(database, "v3-20260823");
                ChatClient u2 = stage.users().online("u2", ChatClient.APP)) {
            long message = stage.stored("u1", "g1", ChatCalls.GROUP);
            Desk desk = new Desk(stage.gateway(), database);
            JsonObject revoke = RevokeStage.by(message, "u1", "member");
            JsonObject marked = desk.ask(revoke.copy().put("notify", false))
                    .is(200)
                    .isRevoke("confirmed")
                    .json();
            assertThat(marked.getBoolean("notify")).isFalse();
            assertThat(desk.show(marked.getString("id")).steps()).isEmpty();
            assertThat(stage.revokers(message)).containsExactly("u1");
            String at = Sql.column(database, "SELECT revoked_at FROM message").get(0);

            // A second time without is still without.
            desk.ask(revoke.copy().put("notify", false)).isRevoke("confirmed");
            assertThat(u2.revokes()).isEmpty();

            JsonObject told = desk.ask(revoke.copy()
                            .put("notify", true)
                            .put("subscribers", JsonArray.of("u1", "u2"))
                            .put("wait", "30s"))
                    .isRevoke("confirmed")
                    .json();
            assertThat(told.getString("id")).isEqualTo(marked.getString("id"));
            assertThat(told.getBoolean("notify")).isTrue();
            assertThat(desk.show(told.getString("id")).steps()).containsExactly("online-1", "channel");
            await().until(() -> u2.revokes().size() == 1);
            assertThat(Sql.column(database, "SELECT revoked_at FROM message")).containsExactly(at);
            assertThat(desk.actions(message)).containsExactly("accepted");
        }
    }
}
