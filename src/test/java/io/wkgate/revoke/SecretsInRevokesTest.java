package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatCalls;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: no key, token or password stands in what revokes leave behind: answers, attempts, the audit trail, the log. */
@ExtendWith(DatabaseServerExtension.class)
class SecretsInRevokesTest {

    private static final String MANAGER_TOKEN = "manager-token-7c1f";
    private static final String MANAGER_PASSWORD = "a1234567";

    private static void assertNone(Desk desk, List<String> answers, LogCapture log, String... secrets)
            throws Exception {
        List<String> all = new ArrayList<>(answers);
        for (String table : List.of("wkgate_revoke", "wkgate_revoke_attempt", "wkgate_audit", "wkgate_dead_letter")) {
            all.addAll(rows(desk.database(), table));
        }
        for (String path : List.of("/v1/revokes", "/v1/audit", "/v1/deadletters", "/v1/upstream", "/metrics")) {
            all.add(desk.gateway().ops("GET", path).body());
        }
        all.addAll(log.lines());
        for (String secret : secrets) {
            assertThat(all).noneMatch(text -> text.contains(secret));
        }
        for (String key : List.of(TestGateway.API_KEY, TestGateway.OPS_KEY)) {
            assertThat(all).noneMatch(text -> text.contains(key));
        }
    }

    private static List<String> rows(ConnectionDetails database, String table) throws Exception {
        String columns = String.join(
                ", ",
                Sql.column(
                        database,
                        "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE()"
                                + " AND table_name = '" + table + "'"));
        return Sql.column(database, "SELECT CONCAT_WS('|', " + columns + ") FROM " + table);
    }

    /** With the right token, with a wrong one, and with nobody there. */
    @Test
    void theManagerToken(ConnectionDetails database) throws Exception {
        Vertx vertx = Vertx.vertx();
        Simulator simulator = Simulator.start(
                        vertx, SimulatorOptions.of(Profile.V1_2_6).withManagerToken(MANAGER_TOKEN))
                .await();
        List<String> answers = new ArrayList<>();
        try (LogCapture log = LogCapture.open()) {
            for (String token : List.of(MANAGER_TOKEN, "wrong-token-9d2e")) {
                Map<String, String> settings = Map.of(
                        "WKGATE_UPSTREAM_URLS",
                        simulator.url(),
                        "WKGATE_UPSTREAM_TOKEN",
                        token,
                        "WKGATE_REVOKE_FIRST_PAUSE",
                        "100ms",
                        "WKGATE_REVOKE_DEADLINE",
                        "2s");
                try (TestGateway gateway = TestGateway.start(database, settings)) {
                    Desk desk = new Desk(gateway, database);
                    int number = token.equals(MANAGER_TOKEN) ? 0 : 1;
                    desk.receive(Desk.message(number));
                    JsonObject revoke = desk.ask(RevokeStage.by(Desk.id(number), "u1", "member")
                                    .put("wait", "30s"))
                            .is(200)
                            .isRevoke(number == 0 ? "confirmed" : "dead")
                            .json();
                    answers.add(revoke.encode());
                    answers.add(desk.show(revoke.getString("id")).json().encode());
                    answers.add(desk.audit(Desk.id(number)).toString());
                    if (number == 1) {
                        simulator.kill().await();
                        answers.add(desk.change(revoke.getString("id"), "retry")
                                .json()
                                .encode());
                        await().until(() -> desk.show(revoke.getString("id"))
                                .json()
                                .getString("state")
                                .equals("dead"));
                    }
                    assertNone(desk, answers, log, MANAGER_TOKEN, "wrong-token-9d2e");
                }
            }
        } finally {
            EndOf.vertx(vertx);
        }
    }

    /** The manager listener is asked for the members; logged in, with a wrong password, and away. */
    @Test
    void theManagersPassword(ConnectionDetails database) throws Exception {
        for (String password : List.of(MANAGER_PASSWORD, "wrong-password-5b3a")) {
            Map<String, String> settings = new HashMap<>(
                    Map.of("WKGATE_UPSTREAM_MANAGER_USER", "admin", "WKGATE_UPSTREAM_MANAGER_PASSWORD", password));
            RevokeServer.Starter starter = (version, webhook) -> {
                SimulatedRevokeServer server = new SimulatedRevokeServer(version, webhook);
                settings.put("WKGATE_UPSTREAM_MANAGER_URLS", server.simulator().managerUrl());
                return server;
            };
            try (LogCapture log = LogCapture.open();
                    RevokeStage stage = RevokeStage.set(database, "v3-20260823", starter, settings)) {
                stage.users().group("g1", false, "u1", "u2");
                Desk desk = new Desk(stage.gateway(), database);
                long message = stage.stored("u1", "g1", ChatCalls.GROUP);
                Sql.run(database, "DELETE FROM message");
                JsonObject revoke = desk.ask(RevokeStage.by(message, "u1", "member")
                                .put("channel_id", "g1")
                                .put("channel_type", 2)
                                .put("wait", "30s"))
                        .is(200)
                        .isRevoke(password.equals(MANAGER_PASSWORD) ? "confirmed" : "sent")
                        .json();
                List<String> answers = List.of(
                        revoke.encode(),
                        desk.show(revoke.getString("id")).json().encode(),
                        desk.audit(message).toString());
                assertNone(desk, answers, log, password, "access_token");
            }
        }
    }
}
