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
 * The promise: where several senders used one client_msg_no in a channel, a member's revoke by it is of his own messages, and
 * whoever may revoke others' must name the message by its id.
 */
@ExtendWith(DatabaseServerExtension.class)
class SharedNumberTest {

    private static JsonObject shared(String uid, String role, String channelId, int channelType) {
        return new JsonObject()
                .put("client_msg_no", "shared")
                .put("channel_id", channelId)
                .put("channel_type", channelType)
                .put("operator", new JsonObject().put("uid", uid).put("role", role));
    }

    private static JsonObject inGroup(String uid, String role) {
        return shared(uid, role, "g1", 2);
    }

    private static JsonObject message(int number, String fromUid) {
        return Desk.message(number).put("client_msg_no", "shared").put("from_uid", fromUid);
    }

    private static void assertRefused(Desk desk, JsonObject revoke) throws Exception {
        JsonObject problem = desk.ask(revoke).is(400).json();
        assertThat(problem.getString("field")).isEqualTo("client_msg_no");
        assertThat(problem.getString("detail")).contains("message_id");
    }

    private static void assertRevoked(Desk desk, Integer... numbers) throws Exception {
        String[] ids = new String[numbers.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = Long.toString(Desk.id(numbers[i]));
        }
        assertThat(Sql.column(desk.database(), "SELECT message_id FROM wkgate_revoke"))
                .containsExactlyInAnyOrder(ids);
    }

    @Test
    void aMemberRevokesHisOwnCopies(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            Desk desk = new Desk(gateway, database);
            desk.receive(message(0, "u2"), message(1, "u1"), message(2, "u1"), message(3, "U1"));
            desk.ask(inGroup("u1", "member")).is(202);
            assertRevoked(desk, 1, 2);
            assertThat(Sql.column(database, "SELECT message_id FROM message WHERE is_revoked = 1"))
                    .containsExactlyInAnyOrder(Long.toString(Desk.id(1)), Long.toString(Desk.id(2)));
            // It is the same revoke.
            desk.ask(inGroup("u1", "member")).is(202);
            assertRevoked(desk, 1, 2);
        }
    }

    @Test
    void whoeverMayRevokeOthersNamesTheMessageByItsId(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            Desk desk = new Desk(gateway, database);
            desk.receive(message(0, "u2"), message(1, "u1"));
            assertRefused(desk, inGroup("u9", "owner"));
            assertRefused(desk, inGroup("u2", "owner"));
            assertRefused(desk, inGroup("u9", "manager"));
            assertRefused(desk, inGroup("root", "admin"));
            desk.assertNothingRevoked();
            desk.ask(1, "u9", "owner").is(202);
            assertRevoked(desk, 1);
        }
    }

    @Test
    void whoHasNoneOfThemIsForbiddenAll(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            Desk desk = new Desk(gateway, database);
            desk.receive(message(0, "u2"), message(1, "u1"));
            assertThat(desk.ask(inGroup("u3", "member")).is(403).json().getString("rule"))
                    .isEqualTo("own-message");
            desk.assertNothingRevoked();
        }
    }

    @Test
    void betweenTwoAnOwnerIsAMember(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            Desk desk = new Desk(gateway, database);
            desk.receive(
                    message(0, "u1").put("channel_id", "u2").put("channel_type", 1),
                    message(1, "u2").put("channel_id", "u1").put("channel_type", 1));
            desk.ask(shared("u2", "owner", "u1", 1)).is(202);
            assertRevoked(desk, 1);
            desk.ask(shared("u1", "member", "u2", 1)).is(202);
            assertRevoked(desk, 0, 1);
        }
    }

    @Test
    void soItIsInTheLayoutTsdd(ConnectionDetails database) throws Exception {
        TsddTables.create(database);
        try (TestGateway gateway = TestGateway.start(database, Map.of("WKGATE_DATABASE_LAYOUT", "tsdd"))) {
            Desk desk = new Desk(gateway, database);
            desk.receive(message(0, "u2"), message(1, "u1"));
            assertRefused(desk, inGroup("u9", "owner"));
            desk.ask(inGroup("u1", "member")).is(202);
            assertRevoked(desk, 1);
        }
    }
}
