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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: where members must be named, every one who is online is told, whoever knows the members, and whenever that is;
 * and while they are not known, whoever is known is told, and is not kept waiting.
 */
@ExtendWith(DatabaseServerExtension.class)
class RevokeMembersTest {

    private static RevokeStage stage(ConnectionDetails database, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        RevokeStage stage = RevokeStage.set(database, "v3-20260823", SimulatedRevokeServer::new, settings);
        stage.users().group("g1", false, "u1", "u2");
        return stage;
    }

    /** A table of the business server's own that knows the members. */
    private static Map<String, String> team(ConnectionDetails database, String... uids) throws Exception {
        Sql.run(database, "CREATE TABLE team (uid VARCHAR(40) PRIMARY KEY)");
        for (String uid : uids) {
            Sql.run(database, "INSERT INTO team VALUES ('" + uid + "')");
        }
        return Map.of("WKGATE_REVOKE_MEMBERS_QUERY", "SELECT uid FROM team WHERE ? = 'g1' AND ? = 2");
    }

    private static boolean saw(ChatClient client, long message) {
        return client.revokes().stream().anyMatch(revoke -> revoke.messageId().equals(Long.toString(message)));
    }

    @Test
    void anEmptyListIsAsNone(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = stage(database, team(database, "u1", "u2"));
                ChatClient u2 = stage.users().online("u2", ChatClient.APP)) {
            long message = stage.stored("u1", "g1", ChatCalls.GROUP);
            JsonObject revoke = RevokeStage.by(message, "u1", "member").put("subscribers", new JsonArray());
            assertThat(stage.revoke(revoke).getString("state")).isEqualTo("confirmed");
            await().until(() -> saw(u2, message));
        }
    }

    /** The members who were named when it was only marked are not forgotten for an empty list. */
    @Test
    void anEmptyListTakesNothingBack(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = stage(database, Map.of());
                ChatClient u2 = stage.users().online("u2", ChatClient.APP)) {
            long message = stage.stored("u1", "g1", ChatCalls.GROUP);
            stage.revoke(RevokeStage.by(message, "u1", "member")
                    .put("notify", false)
                    .put("subscribers", JsonArray.of("u1", "u2")));
            JsonObject told =
                    stage.revoke(RevokeStage.by(message, "u1", "member").put("subscribers", new JsonArray()));
            assertThat(told.getString("state")).isEqualTo("confirmed");
            await().until(() -> saw(u2, message));
        }
    }

    private static RevokeStage stage(ConnectionDetails database, FakeManager manager, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("WKGATE_UPSTREAM_MANAGER_URLS", manager.url());
        return stage(database, settings);
    }

    private static String ask(Desk desk, long message) throws Exception {
        return desk.ask(RevokeStage.by(message, "u1", "member")).is(202).id();
    }

    private static String reason(Desk desk, String id) throws Exception {
        return desk.show(id).json().getString("reason");
    }

    private static String notes(Desk desk, String id) throws Exception {
        return desk.show(id).json().getJsonArray("notes").encode();
    }

    private static void awaitState(Desk desk, String id, String state) {
        await().until(() -> desk.show(id).json().getString("state").equals(state));
    }

    @Test
    void membersAreToldAsSoonAsTheyAreKnown(ConnectionDetails database) throws Exception {
        try (FakeManager manager = new FakeManager(503);
                RevokeStage stage = stage(database, manager, Map.of());
                ChatClient u1 = stage.users().online("u1", ChatClient.APP);
                ChatClient u2 = stage.users().online("u2", ChatClient.APP)) {
            Desk desk = new Desk(stage.gateway(), database);
            long message = stage.stored("u1", "g1", ChatCalls.GROUP);
            String id = ask(desk, message);
            await().until(() -> saw(u1, message));
            await().until(() -> reason(desk, id).contains("did not tell the members: status 503"));
            assertThat(desk.show(id).isRevoke("requested").steps()).startsWith("members", "online-1", "channel");
            assertThat(desk.show(id).log().get(0).getString("outcome")).isEqualTo("try_again");
            assertThat(notes(desk, id)).contains("only by name");
            assertThat(saw(u2, message)).isFalse();

            manager.tells("u1", "u2");
            awaitState(desk, id, "confirmed");
            await().until(() -> saw(u2, message));
            assertThat(desk.show(id).steps()).endsWith("online-1").containsOnlyOnce("channel");
            assertThat(notes(desk, id)).doesNotContain("only by name");
            assertThat(reason(desk, id)).isEmpty();
        }
    }

    @Test
    void whereOnlyThoseAreMembersNothingIsLeftToBeSaid(ConnectionDetails database) throws Exception {
        try (FakeManager manager = new FakeManager(503);
                RevokeStage stage = stage(database, manager, Map.of())) {
            Desk desk = new Desk(stage.gateway(), database);
            String id = ask(desk, stage.stored("u1", "g1", ChatCalls.GROUP));
            await().until(() -> !reason(desk, id).isEmpty());
            manager.tells("u1");
            awaitState(desk, id, "confirmed");
            assertThat(desk.show(id).steps()).containsOnlyOnce("online-1");
            assertThat(notes(desk, id)).doesNotContain("only by name");
            assertThat(reason(desk, id)).isEmpty();
        }
    }

    /** What was sent to the channel before they were bound is not kept for them. */
    @Test
    void whoIsAwayIsBoundThenAndGetsItAfterAll(ConnectionDetails database) throws Exception {
        try (FakeManager manager = new FakeManager(503);
                RevokeStage stage = stage(database, manager, Map.of("WKGATE_REVOKE_BIND", "true"))) {
            Desk desk = new Desk(stage.gateway(), database);
            long message = stage.stored("u1", "g1", ChatCalls.GROUP);
            String id = ask(desk, message);
            await().until(() -> !reason(desk, id).isEmpty());
            assertThat(desk.show(id).steps()).contains("channel");
            manager.tells("u1", "u2");
            awaitState(desk, id, "confirmed");
            assertThat(desk.show(id).steps()).endsWith("online-1", "bind", "channel");
            assertThat(stage.users().syncedRevokes("u2")).containsExactly(Long.toString(message));
        }
    }

    /** As on 2.x: it was sent there once, and never came back. */
    @Test
    void aRevokeOfAnotherLineAsksForThemTooWhenItGoesOnHere(ConnectionDetails database) throws Exception {
        try (FakeManager manager = new FakeManager(503);
                RevokeStage stage = stage(database, manager, Map.of());
                ChatClient u2 = stage.users().online("u2", ChatClient.APP)) {
            Desk desk = new Desk(stage.gateway(), database);
            long message = stage.stored("u1", "g1", ChatCalls.GROUP);
            stage.server().kill();
            String id = ask(desk, message);
            Sql.run(database, "UPDATE wkgate_revoke SET rounds = 1, line = '2.x'");
            stage.server().restart();
            await().until(() -> reason(desk, id).contains("did not tell the members"));
            assertThat(desk.show(id).isRevoke("requested").json().getBoolean("finished"))
                    .isFalse();
            manager.tells("u1", "u2");
            awaitState(desk, id, "confirmed");
            await().until(() -> saw(u2, message));
        }
    }

    /** A wrong password is none that is right the next time. */
    @Test
    void whereTheyAreRefusedNobodyWaitsForThemForLong(ConnectionDetails database) throws Exception {
        try (FakeManager manager = new FakeManager(401);
                RevokeStage stage = stage(database, manager, Map.of());
                ChatClient u1 = stage.users().online("u1", ChatClient.APP)) {
            Desk desk = new Desk(stage.gateway(), database);
            long message = stage.stored("u1", "g1", ChatCalls.GROUP);
            String id = ask(desk, message);
            await().until(() -> saw(u1, message));
            awaitState(desk, id, "sent");
            assertThat(desk.show(id).json().getBoolean("finished")).isTrue();
            assertThat(desk.show(id).steps()).filteredOn("members"::equals).hasSize(8);
            assertThat(notes(desk, id)).contains("only by name");
            assertThat(reason(desk, id)).contains("token missing or wrong");
        }
    }

    @Test
    void aQueryThatIsWrongHoldsNothingUpForLong(ConnectionDetails database) throws Exception {
        Map<String, String> wrong =
                Map.of("WKGATE_REVOKE_MEMBERS_QUERY", "SELECT uid FROM nowhere WHERE ? = 'g1' AND ? = 2");
        try (RevokeStage stage = stage(database, wrong)) {
            Desk desk = new Desk(stage.gateway(), database);
            String id = ask(desk, stage.stored("u1", "g1", ChatCalls.GROUP));
            awaitState(desk, id, "sent");
            assertThat(reason(desk, id)).contains("the database did not tell the members: error 1146");
        }
    }

    @Test
    void theDatabaseIsAskedWhereUpstreamFails(ConnectionDetails database) throws Exception {
        try (FakeManager manager = new FakeManager(503);
                RevokeStage stage = stage(database, manager, team(database, "u1", "u2"));
                ChatClient u2 = stage.users().online("u2", ChatClient.APP)) {
            long message = stage.stored("u1", "g1", ChatCalls.GROUP);
            assertThat(stage.revoke(RevokeStage.by(message, "u1", "member")).getString("state"))
                    .isEqualTo("confirmed");
            await().until(() -> saw(u2, message));
        }
    }

    /** With whom it knows, it is sent; that it knew no more is no reason to call it dead. */
    @Test
    void atItsDeadlineItEndsWithWhomItKnows(ConnectionDetails database) throws Exception {
        try (FakeManager manager = new FakeManager(503);
                RevokeStage stage = stage(database, manager, Map.of("WKGATE_REVOKE_DEADLINE", "4s"))) {
            Desk desk = new Desk(stage.gateway(), database);
            String id = ask(desk, stage.stored("u1", "g1", ChatCalls.GROUP));
            await().until(() -> desk.show(id).json().getBoolean("finished"));
            assertThat(desk.show(id).isRevoke("sent").steps())
                    .filteredOn("members"::equals)
                    .hasSizeGreaterThan(1);
            assertThat(notes(desk, id)).contains("only by name");
        }
    }

    /** The echo of a send to a group that 2.0.10 has not in memory proves nothing. */
    @Test
    void onTwoPointZeroPointTenTheEchoAloneIsNoEnd(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = RevokeStage.set(database, "v2.0.10", FrontedServer::new, Map.of())) {
            stage.users().group("g1", false, "u1", "u2");
            UpstreamFront front = ((FrontedServer) stage.server()).front();
            Desk desk = new Desk(stage.gateway(), database);
            long message = stage.stored("u1", "g1", ChatCalls.GROUP);
            front.make(UpstreamFront.Trouble.ERROR_500, (path, body) -> path.startsWith("/cluster/"));
            String id = ask(desk, message);
            await().until(() ->
                    Sql.number(database, "SELECT COUNT(*) FROM wkgate_command WHERE revokes = " + message) == 1
                            && front.troubled() >= 3);
            assertThat(desk.show(id).isRevoke("requested").steps()).startsWith("members", "channel", "members");
            front.make(UpstreamFront.Trouble.NONE);
            awaitState(desk, id, "confirmed");
            assertThat(desk.show(id).steps()).endsWith("subscribers-1").containsOnlyOnce("channel");
            assertThat(notes(desk, id)).isEqualTo("[]");
        }
    }
}
