package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import io.wkgate.testing.TsddTables;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: while the role of a message's sender cannot be read, a manager's revoke of it is answered 503 and nothing is
 * changed; what does not depend on that role goes on.
 */
@ExtendWith(DatabaseServerExtension.class)
class SenderRoleTest {

    private static final Map<String, String> BY_QUERY =
            Map.of("WKGATE_REVOKE_ROLE_QUERY", "SELECT role FROM team WHERE name = ? AND ? = 2 AND uid = ?");

    private static void assertUnread(Desk desk, String what) throws Exception {
        JsonObject problem = desk.ask(0, "u2", "manager").is(503).json();
        assertThat(problem.getString("detail"))
                .contains("role of the message's sender", what, "error 1146")
                .doesNotContain("SELECT", "team", "u1", "g1");
        assertThat(Sql.number(desk.database(), "SELECT COUNT(*) FROM wkgate_revoke"))
                .isZero();
        assertThat(Sql.number(desk.database(), "SELECT COUNT(*) FROM wkgate_audit"))
                .isZero();
    }

    @Test
    void aQueryThatFailsAllowsNothing(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database, BY_QUERY)) {
            Desk desk = new Desk(gateway, database);
            desk.receive(Desk.message(0), Desk.message(1));
            assertUnread(desk, "revoke.role-query");
            desk.assertNothingRevoked();

            Sql.run(
                    database,
                    "CREATE TABLE team (name VARCHAR(40), uid VARCHAR(40), role VARCHAR(40))",
                    "INSERT INTO team VALUES ('g1', 'u1', 'owner')");
            assertThat(desk.ask(0, "u2", "manager").is(403).json().getString("rule"))
                    .isEqualTo("role");
            // Nobody knows him: no failure.
            Sql.run(database, "DELETE FROM team");
            desk.ask(0, "u2", "manager").is(202);
        }
    }

    @Test
    void whatDoesNotDependOnItGoesOn(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database, BY_QUERY)) {
            Desk desk = new Desk(gateway, database);
            desk.receive(
                    Desk.message(0),
                    Desk.message(1),
                    Desk.message(2),
                    Desk.message(3).put("channel_id", "u2").put("channel_type", 1));
            desk.ask(RevokeStage.by(Desk.id(0), "u2", "manager").put("sender_role", "member"))
                    .is(202);
            desk.ask(1, "u1", "manager").is(202);
            desk.ask(2, "u2", "owner").is(202);
            desk.ask(3, "u2", "manager").is(403);
            // What he was allowed stays allowed.
            desk.ask(0, "u2", "manager").is(202);
        }
    }

    @Test
    void managersOverManagersNeedNoRole(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(
                database,
                Map.of(
                        "WKGATE_REVOKE_ROLE_QUERY",
                        BY_QUERY.get("WKGATE_REVOKE_ROLE_QUERY"),
                        "WKGATE_REVOKE_MANAGER_OVER_MANAGERS",
                        "true"))) {
            Desk desk = new Desk(gateway, database);
            desk.receive(Desk.message(0));
            desk.ask(0, "u2", "manager").is(202);
        }
    }

    @Test
    void aTableThatCannotBeReadAllowsNothing(ConnectionDetails database) throws Exception {
        TsddTables.create(database);
        try (TestGateway gateway = TestGateway.start(database, Map.of("WKGATE_DATABASE_LAYOUT", "tsdd"))) {
            Desk desk = new Desk(gateway, database);
            desk.receive(Desk.message(0));
            Sql.run(database, "RENAME TABLE group_member TO group_member_away");
            assertUnread(desk, "the table group_member");
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM message_extra"))
                    .isZero();
            Sql.run(database, "RENAME TABLE group_member_away TO group_member");
            desk.ask(0, "u2", "manager").is(202);
        }
    }
}
