package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatCalls;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import io.wkgate.testing.TsddTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: what is not there is 404, what nobody can know now 503, what is no message 409, and what contradicts itself
 * 400 with the field's name; and none of that changes anything.
 */
@ExtendWith(DatabaseServerExtension.class)
class NotAcceptedTest {

    private static final long UNKNOWN = EventBodies.FIRST_ID + 99;

    private static JsonObject inGroup(JsonObject revoke) {
        return revoke.put("channel_id", "g1").put("channel_type", 2);
    }

    private static JsonObject byOwner(long messageId) {
        return RevokeStage.by(messageId, "u1", "owner");
    }

    private static void assertNothingChanged(Desk desk) throws Exception {
        desk.assertNothingRevoked();
        assertThat(Sql.number(desk.database(), "SELECT COUNT(*) FROM wkgate_audit"))
                .isZero();
        assertThat(Sql.number(desk.database(), "SELECT COUNT(*) FROM message WHERE source = 'repair'"))
                .isZero();
    }

    @Test
    void withoutUpstreamWhatIsNotInTheTableIsNotThere(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            Desk desk = new Desk(gateway, database);
            assertThat(desk.ask(byOwner(UNKNOWN)).is(404).json().getString("detail"))
                    .contains("upstream.urls");
            desk.ask(inGroup(byOwner(UNKNOWN))).is(404);
            assertNothingChanged(desk);
        }
    }

    @ParameterizedTest
    @CsvSource({"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823"})
    void whatUpstreamHasNotEitherIsNotThereAndWhenItIsAwayNobodyKnows(String version, ConnectionDetails database)
            throws Exception {
        try (RevokeStage stage = RevokeStage.set(database, version, SimulatedRevokeServer::new, Map.of())) {
            Desk desk = new Desk(stage.gateway(), database);
            stage.users().group("g1", false, "u1", "u2");
            stage.stored("u1", "g1", ChatCalls.GROUP);
            assertThat(desk.ask(byOwner(UNKNOWN)).is(404).json().getString("detail"))
                    .contains("channel_id");
            desk.ask(inGroup(byOwner(UNKNOWN))).is(404);
            JsonObject byNumber = inGroup(byOwner(UNKNOWN)).put("client_msg_no", "unheard");
            byNumber.remove("message_id");
            desk.ask(byNumber).is(404);

            stage.server().kill();
            desk.ask(inGroup(byOwner(UNKNOWN))).is(503);
            desk.ask(byNumber).is(503);
            assertNothingChanged(desk);
        }
    }

    @Test
    void whereUpstreamNeverAnsweredNobodyKnows(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database, Map.of("WKGATE_UPSTREAM_URLS", "http://127.0.0.1:1"))) {
            Desk desk = new Desk(gateway, database);
            desk.ask(inGroup(byOwner(UNKNOWN))).is(503);
            assertNothingChanged(desk);
        }
    }

    @Test
    void aCommandThatCameThroughTheWebhookCannotBeRevoked(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            Desk desk = new Desk(gateway, database);
            desk.receive(
                    EventBodies.command(UNKNOWN, "{\"type\":99,\"cmd\":\"typing\",\"param\":{}}"),
                    EventBodies.revokeOf(UNKNOWN + 1, EventBodies.FIRST_ID));
            desk.ask(byOwner(UNKNOWN)).is(409);
            desk.ask(inGroup(byOwner(UNKNOWN + 1))).is(409);
            assertNothingChanged(desk);
        }
    }

    /** v1's log and, without its manager listener, v3's show no commands: there it is not found. */
    @ParameterizedTest
    @CsvSource({"v2.0.4, 409", "v2.0.10, 409", "v2.2.5, 409", "v3-20260823, 409", "v1.2.6, 404"})
    void aCommandThatOnlyUpstreamKnowsCannotBeRevoked(String version, int status, ConnectionDetails database)
            throws Exception {
        Map<String, String> settings = new HashMap<>();
        RevokeServer.Starter starter = (asked, webhook) -> {
            SimulatedRevokeServer server = new SimulatedRevokeServer(asked, webhook);
            if (asked.startsWith("v3")) {
                settings.put("WKGATE_UPSTREAM_MANAGER_URLS", server.simulator().managerUrl());
                settings.put("WKGATE_UPSTREAM_MANAGER_USER", "admin");
                settings.put("WKGATE_UPSTREAM_MANAGER_PASSWORD", "a1234567");
            }
            return server;
        };
        try (RevokeStage stage = RevokeStage.set(database, version, starter, settings)) {
            stage.users().group("g1", false, "u1", "u2");
            stage.stored("u1", "g1", ChatCalls.GROUP);
            long command = stage.users().sendCommand("u1", "g1", ChatCalls.GROUP);
            await().until(() ->
                    Sql.number(database, "SELECT COUNT(*) FROM wkgate_command WHERE message_id = " + command) == 1);
            Sql.run(database, "DELETE FROM wkgate_command");
            Desk desk = new Desk(stage.gateway(), database);
            desk.ask(inGroup(byOwner(command))).is(status);
            assertNothingChanged(desk);
        }
    }

    @Test
    void whatContradictsItselfIsRefusedByTheNameOfItsField(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            Desk desk = new Desk(gateway, database);
            desk.receive(Desk.message(0));
            JsonObject whole = byOwner(Desk.id(0));
            assertRefused(desk, whole.copy().put("client_msg_no", "n"), "message_id");
            assertRefused(desk, whole.copy().put("channel_id", "g1"), "channel_type");
            assertRefused(desk, whole.copy().put("channel_type", 2), "channel_id");
            assertRefused(desk, RevokeStage.by(Desk.id(0), "x".repeat(256), "admin"), "operator.uid");
            // Who is owner of one group must not reach into another one by a message's id.
            assertRefused(desk, whole.copy().put("channel_id", "g2").put("channel_type", 2), "channel_id");
            assertRefused(desk, whole.copy().put("channel_id", "u2").put("channel_type", 1), "channel_id");
            assertNothingChanged(desk);
            desk.ask(inGroup(whole)).is(202);
        }
    }

    @Test
    void anAdministratorMayNameAPersonChannelByEitherOfTheTwo(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            Desk desk = new Desk(gateway, database);
            desk.receive(Desk.message(0).put("channel_id", "u2").put("channel_type", 1));
            for (String named : List.of("u1", "u2", "u1@u2", "u2@u1")) {
                int status = named.contains("@") && !named.equals(ChannelKey.join("u1", "u2")) ? 400 : 202;
                desk.ask(RevokeStage.by(Desk.id(0), "root", "admin")
                                .put("channel_id", named)
                                .put("channel_type", 1))
                        .is(status);
            }
            assertRefused(
                    desk,
                    RevokeStage.by(Desk.id(0), "root", "admin")
                            .put("channel_id", "u3")
                            .put("channel_type", 1),
                    "channel_id");
        }
    }

    @Test
    void anOperatorWhoDoesNotFitTheTableIsRefused(ConnectionDetails database) throws Exception {
        TsddTables.create(database);
        try (TestGateway gateway = TestGateway.start(database, Map.of("WKGATE_DATABASE_LAYOUT", "tsdd"))) {
            Desk desk = new Desk(gateway, database);
            desk.receive(Desk.message(0));
            assertRefused(desk, RevokeStage.by(Desk.id(0), "x".repeat(41), "admin"), "operator.uid");
            desk.ask(RevokeStage.by(Desk.id(0), "x".repeat(40), "admin")).is(202);
        }
    }

    private static void assertRefused(Desk desk, JsonObject revoke, String field) throws Exception {
        JsonObject problem = desk.ask(revoke).is(400).json();
        assertThat(problem.getString("field")).as(problem.encode()).isEqualTo(field);
    }
}
