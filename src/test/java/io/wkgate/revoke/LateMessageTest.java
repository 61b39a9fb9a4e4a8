package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatCalls;
import io.wkgate.delivery.BusinessServer;
import io.wkgate.delivery.Delivered;
import io.wkgate.delivery.DestinationJson;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.DeadLetterView;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TsddTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: a lost message that a revoke fetches from upstream's log is relayed once, as the message it was and as one that
 * comes late; what is in the table is not relayed again. One that the database refuses is a dead letter with all its bytes.
 */
@ExtendWith(DatabaseServerExtension.class)
class LateMessageTest {

    /** The elements of such a source that the destination got. */
    private static List<JsonObject> relayed(BusinessServer business, String source) {
        return business.requests("msg.notify").stream()
                .filter(request -> source.equals(request.headers().get("wkgate-source")))
                .map(Delivered::body)
                .flatMap(body -> new JsonArray(body).stream())
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<JsonObject> relayed(BusinessServer business, String source, long message) {
        return relayed(business, source).stream()
                .filter(element -> element.getLong("message_id") == message)
                .toList();
    }

    /** A message that was relayed when it came, and whose row is gone. */
    private static JsonObject lost(RevokeStage stage, BusinessServer business, String channelId, int channelType)
            throws Exception {
        long id = stage.stored("u1", channelId, channelType);
        await().until(() -> !relayed(business, "webhook", id).isEmpty());
        Sql.run(stage.database(), "DELETE FROM message WHERE message_id = " + id);
        return relayed(business, "webhook", id).get(0);
    }

    private static void assertRelayedOnce(
            RevokeStage stage, BusinessServer business, JsonObject lost, JsonObject revoke) throws Exception {
        long id = lost.getLong("message_id");
        assertThat(relayed(business, "repair")).isEmpty();
        stage.revoke(revoke.copy());
        await().until(() -> !relayed(business, "repair", id).isEmpty());
        JsonObject late = relayed(business, "repair", id).get(0);
        for (String field : List.of(
                "message_idstr", "message_seq", "client_msg_no", "from_uid", "channel_id", "channel_type", "payload")) {
            assertThat(late.getValue(field)).as(field).isEqualTo(lost.getValue(field));
        }
        assertThat(late.getJsonObject("header").getInteger("sync_once")).isZero();
        assertThat(stage.revokers(id)).hasSize(1);

        // It is in the table now.
        stage.revoke(revoke.copy());
        long next = stage.stored("u1", "g1", ChatCalls.GROUP);
        await().until(() -> !relayed(business, "webhook", next).isEmpty());
        stage.revoke(RevokeStage.by(next, "u1", "member"));
        assertThat(relayed(business, "repair")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"v1.2.6, false", "v2.0.4, false", "v2.2.5, false", "v3-20260823, false", "v3-20260823, true"})
    void itIsRelayedOnceAsItWas(String version, boolean manager, ConnectionDetails database) throws Exception {
        try (BusinessServer business = BusinessServer.start("business")) {
            Map<String, String> settings = new HashMap<>(DestinationJson.variables(DestinationJson.of(business)));
            RevokeServer.Starter starter = (asked, webhook) -> {
                SimulatedRevokeServer server = new SimulatedRevokeServer(asked, webhook);
                if (manager) {
                    settings.put(
                            "WKGATE_UPSTREAM_MANAGER_URLS", server.simulator().managerUrl());
                    settings.put("WKGATE_UPSTREAM_MANAGER_USER", "admin");
                    settings.put("WKGATE_UPSTREAM_MANAGER_PASSWORD", "a1234567");
                }
                return server;
            };
            try (RevokeStage stage = RevokeStage.set(database, version, starter, settings)) {
                stage.users().group("g1", false, "u1", "u2");
                JsonObject lost = lost(stage, business, "g1", ChatCalls.GROUP);
                JsonObject revoke = RevokeStage.by(lost.getLong("message_id"), "u1", "member")
                        .put("subscribers", JsonArray.of("u1", "u2"))
                        .put("channel_id", "g1")
                        .put("channel_type", ChatCalls.GROUP);
                assertRelayedOnce(stage, business, lost, revoke);
            }
        }
    }

    /** Old messages are deleted where the settings say so, and their revokes are kept for longer. */
    @Test
    void oneThatWasRevokedAndDeletedIsStillRevokedWhenItComesBack(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = RevokeStage.set(database, "v2.2.5", SimulatedRevokeServer::new, Map.of())) {
            stage.users().group("g1", false, "u1", "u2");
            long id = stage.stored("u1", "g1", ChatCalls.GROUP);
            stage.revoke(RevokeStage.by(id, "u1", "member"));
            List<String> revokedAt = Sql.column(database, "SELECT revoked_at FROM message WHERE message_id = " + id);
            Sql.run(database, "DELETE FROM message WHERE message_id = " + id);
            stage.revoke(
                    RevokeStage.by(id, "root", "admin").put("channel_id", "g1").put("channel_type", ChatCalls.GROUP));
            assertThat(stage.revokers(id)).as("the first stays").containsExactly("u1");
            assertThat(Sql.column(database, "SELECT revoked_at FROM message WHERE message_id = " + id))
                    .isEqualTo(revokedAt);
        }
    }

    /** The column of its sender holds forty characters. */
    @Test
    void oneThatTheDatabaseRefusesIsADeadLetterOfTheWholeMessage(ConnectionDetails database) throws Exception {
        TsddTables.create(database);
        try (RevokeStage stage = RevokeStage.set(
                database, "v2.2.5", SimulatedRevokeServer::new, Map.of("WKGATE_DATABASE_LAYOUT", "tsdd"))) {
            String sender = "u".repeat(41);
            stage.users().group("g1", false, sender, "u2");
            DeadLetterView letters = new DeadLetterView(stage.gateway());
            long id = stage.users().send(sender, "g1", ChatCalls.GROUP);
            await().until(() -> letters.newest() > 0);
            Sql.run(database, "DELETE FROM wkgate_dead_letter");

            JsonObject revoke =
                    RevokeStage.by(id, "root", "admin").put("channel_id", "g1").put("channel_type", ChatCalls.GROUP);
            Desk desk = new Desk(stage.gateway(), database);
            assertThat(desk.ask(revoke).is(409).json().getString("detail")).contains("from_uid");
            JsonObject letter = letters.list().get(0);
            assertThat(new JsonObject(Buffer.buffer(letters.bytes(letter))).getLong("message_id"))
                    .isEqualTo(id);
        }
    }

    @ParameterizedTest
    @CsvSource({"v1.2.6", "v2.2.5", "v3-20260823"})
    void aPersonsMessageByItsNumberIsToo(String version, ConnectionDetails database) throws Exception {
        try (BusinessServer business = BusinessServer.start("business");
                RevokeStage stage = RevokeStage.set(
                        database,
                        version,
                        SimulatedRevokeServer::new,
                        DestinationJson.variables(DestinationJson.of(business)))) {
            stage.users().group("g1", false, "u1", "u2");
            JsonObject lost = lost(stage, business, "u2", ChatCalls.PERSON);
            JsonObject revoke = RevokeStage.by(0, "u1", "member")
                    .put("client_msg_no", lost.getString("client_msg_no"))
                    .put("channel_id", "u2")
                    .put("channel_type", ChatCalls.PERSON);
            revoke.remove("message_id");
            assertRelayedOnce(stage, business, lost, revoke);
        }
    }
}
