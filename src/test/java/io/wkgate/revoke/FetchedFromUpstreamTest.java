package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatCalls;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: a message that is not in the table is fetched from upstream's log, stored as it was with the source repair,
 * and revoked, on every version and in every kind of channel.
 */
@ExtendWith(DatabaseServerExtension.class)
class FetchedFromUpstreamTest {

    private static final String THREE = "v3-20260823";

    private static RevokeStage stage(ConnectionDetails database, String version) {
        RevokeStage stage = RevokeStage.set(database, version, SimulatedRevokeServer::new, Map.of());
        stage.users().group("g1", false, "u1", "u2", "u3");
        return stage;
    }

    /** A message that was stored, and whose row is gone. */
    private static MessageRows.Row missing(RevokeStage stage, String channelId, int channelType) throws Exception {
        long before = stage.stored("u1", channelId, channelType);
        long message = stage.stored("u1", channelId, channelType);
        long after = stage.stored("u1", channelId, channelType);
        MessageRows.Row row = MessageRows.byId(stage.database()).get(message);
        Sql.run(
                stage.database(),
                "DELETE FROM message WHERE message_id IN (" + before + ", " + message + ", " + after + ")");
        return row;
    }

    private static JsonObject in(JsonObject revoke, String channelId, int channelType) {
        return revoke.put("channel_id", channelId).put("channel_type", channelType);
    }

    private static JsonObject members(JsonObject revoke) {
        return revoke.put("subscribers", JsonArray.of("u1", "u2", "u3"));
    }

    private static void assertFetchedAndRevoked(RevokeStage stage, MessageRows.Row gone, JsonObject revoke)
            throws Exception {
        String by = revoke.getJsonObject("operator").getString("uid");
        JsonObject answer = stage.revoke(revoke);
        assertThat(answer.getString("state")).as(answer.encode()).isEqualTo("confirmed");
        assertThat(answer.getString("message_id")).isEqualTo(Long.toString(gone.messageId()));
        List<MessageRows.Row> rows = MessageRows.all(stage.database());
        assertThat(rows).as("only the message itself is fetched").hasSize(1);
        assertThat(rows.get(0))
                .usingRecursiveComparison()
                // upstream.md, "Reading": v2 loses a row's header, v3's log has none and no setting.
                .ignoringFields("redDot", "setting")
                .isEqualTo(gone);
        assertThat(Sql.column(stage.database(), "SELECT source FROM message")).containsExactly("repair");
        assertThat(stage.revokers(gone.messageId())).containsExactly(by);
        assertThat(new Desk(stage.gateway(), stage.database()).actions(gone.messageId()))
                .containsExactly("accepted");
        Sql.run(stage.database(), "DELETE FROM message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", THREE})
    void onEveryVersionAndInEveryKindOfChannel(String version, DatabaseServer server) throws Exception {
        try (RevokeStage stage = stage(server.createDatabase(), version)) {
            MessageRows.Row inGroup = missing(stage, "g1", ChatCalls.GROUP);
            assertFetchedAndRevoked(
                    stage,
                    inGroup,
                    members(in(RevokeStage.by(inGroup.messageId(), "u1", "member"), "g1", ChatCalls.GROUP)));

            MessageRows.Row toPeer = missing(stage, "u2", ChatCalls.PERSON);
            assertFetchedAndRevoked(
                    stage, toPeer, in(RevokeStage.by(toPeer.messageId(), "u1", "member"), "u2", ChatCalls.PERSON));

            MessageRows.Row byAdmin = missing(stage, "u2", ChatCalls.PERSON);
            assertFetchedAndRevoked(
                    stage,
                    byAdmin,
                    in(RevokeStage.by(byAdmin.messageId(), "root", "admin"), byAdmin.channelId(), ChatCalls.PERSON));

            MessageRows.Row byNumber = missing(stage, "u2", ChatCalls.PERSON);
            JsonObject revoke =
                    in(RevokeStage.by(byNumber.messageId(), "u1", "member"), byNumber.channelId(), ChatCalls.PERSON);
            revoke.remove("message_id");
            assertFetchedAndRevoked(stage, byNumber, revoke.put("client_msg_no", byNumber.clientMsgNo()));
        }
    }

    /** The one who asks may read v3's log if he is a member, else a member that is named may. */
    @Test
    void onThreeAMemberReadsTheLog(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = stage(database, THREE)) {
            MessageRows.Row named = missing(stage, "g1", ChatCalls.GROUP);
            JsonObject byAdmin = in(RevokeStage.by(named.messageId(), "root", "admin"), "g1", ChatCalls.GROUP);
            Desk desk = new Desk(stage.gateway(), database);
            assertThat(desk.ask(byAdmin).is(404).json().getString("detail")).contains("no user who may read");
            assertThat(MessageRows.count(database)).isZero();
            assertFetchedAndRevoked(stage, named, members(byAdmin));

            MessageRows.Row own = missing(stage, "g1", ChatCalls.GROUP);
            Desk.Reply reply = desk.ask(in(RevokeStage.by(own.messageId(), "u3", "owner"), "g1", ChatCalls.GROUP)
                    .put("wait", "30s"));
            // Nobody named the others, so nobody can say whom it reached.
            reply.is(200).isRevoke("sent");
            assertThat(stage.revokers(own.messageId())).containsExactly("u3");
        }
    }

    @Test
    void whatTheRulesForbidIsStoredAndNotRevoked(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = stage(database, "v2.2.5")) {
            MessageRows.Row gone = missing(stage, "g1", ChatCalls.GROUP);
            Desk desk = new Desk(stage.gateway(), database);
            desk.ask(in(RevokeStage.by(gone.messageId(), "u2", "member"), "g1", ChatCalls.GROUP))
                    .is(403);
            desk.assertNothingRevoked();
            assertThat(Sql.column(database, "SELECT source FROM message")).containsExactly("repair");
        }
    }

    @Test
    void everyCopyThatUpstreamHasIsStored(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = stage(database, "v2.2.5")) {
            JsonObject text = new JsonObject().put("type", 1).put("content", "again");
            ChatCalls calls = new ChatCalls(stage.server().api());
            for (int i = 0; i < 2; i++) {
                calls.send(
                        ChatCalls.channel("g1", ChatCalls.GROUP),
                        "u1",
                        ChatCalls.header(false, true, false),
                        "twice",
                        text.encode());
            }
            await().until(() -> MessageRows.count(database) == 2);
            String[] ids =
                    Sql.column(database, "SELECT message_id FROM message").toArray(String[]::new);
            Sql.run(database, "DELETE FROM message");
            JsonObject revoke = in(RevokeStage.by(0, "u1", "member"), "g1", ChatCalls.GROUP);
            revoke.remove("message_id");
            JsonObject answer = stage.revoke(revoke.put("client_msg_no", "twice"));
            assertThat(answer.getJsonArray("revokes").stream().map(JsonObject.class::cast))
                    .extracting(copy -> copy.getString("message_id") + copy.getString("state"))
                    .containsExactlyInAnyOrder(
                            Stream.of(ids).map(id -> id + "confirmed").toArray(String[]::new));
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM message WHERE is_revoked = 1 AND source = 'repair'"))
                    .isEqualTo(2);
        }
    }
}
