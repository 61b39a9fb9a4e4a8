package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import io.wkgate.testing.TsddTables;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: what the rules forbid is answered 403 with the rule's name, stands in the audit trail, and changes nothing. */
@ExtendWith(DatabaseServerExtension.class)
class ForbiddenTest {

    private static void assertForbidden(Desk desk, JsonObject revoke, String rule) throws Exception {
        JsonObject problem = desk.ask(revoke).is(403).json();
        assertThat(problem.getString("rule")).isEqualTo(rule);
        assertThat(problem.getString("detail")).isNotEmpty();
        JsonObject entry =
                desk.audit(Long.parseLong(revoke.getString("message_id"))).get(0);
        assertThat(entry.getString("action")).isEqualTo("forbidden");
        assertThat(entry.getString("rule")).isEqualTo(rule);
        assertThat(entry.getString("channel_id")).isEqualTo("g1");
        assertThat(entry.getJsonObject("operator")).isEqualTo(revoke.getJsonObject("operator"));
        assertThat(entry.containsKey("revoke_id")).isFalse();
    }

    @Test
    void eachRuleIsNamedAndNothingIsChanged(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            Desk desk = new Desk(gateway, database);
            desk.receive(Desk.message(0), Desk.message(1, Duration.ofSeconds(121)));
            assertForbidden(desk, RevokeStage.by(Desk.id(0), "u2", "member"), "own-message");
            assertForbidden(desk, RevokeStage.by(Desk.id(1), "u1", "member"), "window");
            JsonObject byManager = RevokeStage.by(Desk.id(0), "u2", "manager").put("notify", false);
            assertForbidden(desk, byManager.copy().put("sender_role", "owner"), "role");
            assertForbidden(desk, byManager.copy().put("sender_role", "manager"), "role");
            desk.assertNothingRevoked();
            assertThat(desk.actions(Desk.id(0))).hasSize(3);

            assertThat(desk.ask(byManager.copy().put("sender_role", "member"))
                            .isRevoke("confirmed")
                            .json()
                            .getString("rule"))
                    .isEqualTo("manager");
        }
    }

    @Test
    void theWindowIsCountedFromTheMessagesOwnTimestamp(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database, Map.of("WKGATE_REVOKE_WINDOW", "10m"))) {
            Desk desk = new Desk(gateway, database);
            desk.receive(
                    Desk.message(0, Duration.ofSeconds(540)),
                    Desk.message(1, Duration.ofSeconds(601)),
                    // As far as its id tells it is much older.
                    Desk.message(2).put("message_id", 5).put("message_idstr", "5"));
            assertThat(desk.ask(0, "u1", "member").is(202).json().getString("rule"))
                    .isEqualTo("own-message");
            assertForbidden(desk, RevokeStage.by(Desk.id(1), "u1", "member"), "window");
            desk.ask(RevokeStage.by(5, "u1", "member")).is(202);
            // Those above may at any time.
            desk.ask(1, "u9", "owner").is(202);
        }
    }

    @Test
    void rolesThatAreNotConfiguredMayNot(ConnectionDetails database) throws Exception {
        try (TestGateway gateway =
                TestGateway.start(database, Map.of("WKGATE_REVOKE_OTHERS", "owner", "WKGATE_REVOKE_WINDOW", "0s"))) {
            Desk desk = new Desk(gateway, database);
            desk.receive(Desk.message(0));
            assertForbidden(desk, RevokeStage.by(Desk.id(0), "root", "admin"), "role");
            assertForbidden(desk, RevokeStage.by(Desk.id(0), "u2", "manager"), "role");
            assertForbidden(desk, RevokeStage.by(Desk.id(0), "u1", "member"), "window");
            desk.assertNothingRevoked();
            desk.ask(0, "u9", "owner").is(202);
        }
    }

    @Test
    void oneCopyThatIsForbiddenForbidsAll(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            Desk desk = new Desk(gateway, database);
            desk.receive(
                    Desk.message(0).put("client_msg_no", "twice"),
                    Desk.message(1, Duration.ofHours(1)).put("client_msg_no", "twice"));
            JsonObject copies = new JsonObject()
                    .put("client_msg_no", "twice")
                    .put("channel_id", "g1")
                    .put("channel_type", 2)
                    .put("operator", new JsonObject().put("uid", "u1").put("role", "member"));
            assertThat(desk.ask(copies).is(403).json().getString("rule")).isEqualTo("window");
            desk.assertNothingRevoked();
        }
    }

    @Test
    void theLayoutTsddKnowsTheSendersRole(ConnectionDetails database) throws Exception {
        TsddTables.create(database);
        Sql.run(
                database,
                "INSERT INTO group_member (group_no, uid, role) VALUES ('g1', 'u1', 1), ('g1', 'u2', 2), ('g1', 'u3', 0)");
        try (TestGateway gateway = TestGateway.start(database, Map.of("WKGATE_DATABASE_LAYOUT", "tsdd"))) {
            Desk desk = new Desk(gateway, database);
            desk.receive(Desk.message(0), Desk.message(1).put("from_uid", "u3"));
            assertForbidden(desk, RevokeStage.by(Desk.id(0), "u2", "manager"), "role");
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM message_extra"))
                    .isZero();
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_revoke"))
                    .isZero();
            assertThat(desk.ask(1, "u2", "manager").is(202).json().getString("rule"))
                    .isEqualTo("manager");
        }
    }
}
