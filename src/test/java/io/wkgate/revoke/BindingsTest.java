package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.boot.Blocking;
import io.wkgate.chat.ChatCalls;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: whom a revoke binds on WuKongIM 3 is bound no longer than revoke.bind-for, and not at all where the command
 * was not kept; what becomes of one revoke unbinds nobody whom another one needs; and whatever happens, nobody's
 * /message/sync breaks.
 */
@ExtendWith(DatabaseServerExtension.class)
class BindingsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String[] MEMBERS = {"u1", "u2", "u3"};

    private static RevokeStage stage(ConnectionDetails database, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("WKGATE_REVOKE_BIND", "true"));
        settings.putAll(more);
        RevokeStage stage = RevokeStage.set(database, "v3-20260823", SimulatedRevokeServer::new, settings);
        stage.users().group("g1", false, MEMBERS);
        return stage;
    }

    private static JsonObject revoke(long message, Object... members) {
        return RevokeStage.by(message, "u1", "member")
                .put("subscribers", JsonArray.of(members))
                .put("wait", "30s");
    }

    private static void assertEverybodySyncs(RevokeStage stage, String... uids) {
        for (String uid : uids) {
            assertThat(stage.users().sync(uid).statusCode()).as(uid).isEqualTo(200);
        }
    }

    private static long noted(ConnectionDetails database) throws Exception {
        return Sql.number(database, "SELECT COUNT(*) FROM wkgate_binding");
    }

    @Test
    void whoIsAwayGetsTheRevokeUntilTheBindingIsTakenBack(ConnectionDetails database) throws Exception {
        Map<String, String> soon = Map.of("WKGATE_REVOKE_BIND_FOR", "3s");
        try (RevokeStage stage = stage(database, soon)) {
            long inGroup = stage.stored("u1", "g1", ChatCalls.GROUP);
            long between = stage.stored("u1", "u4", ChatCalls.PERSON);
            assertThat(stage.revoke(revoke(inGroup, (Object[]) MEMBERS)).getString("state"))
                    .isEqualTo("confirmed");
            assertThat(stage.revoke(RevokeStage.by(between, "u1", "member")).getString("state"))
                    .isEqualTo("confirmed");
            assertThat(stage.users().syncedRevokes("u3")).containsExactly(Long.toString(inGroup));
            assertThat(stage.users().syncedRevokes("u4")).containsExactly(Long.toString(between));
            assertEverybodySyncs(stage, "u1", "u2", "u3", "u4");

            Map<String, String> settings =
                    Map.of("WKGATE_UPSTREAM_URLS", stage.server().api());
            try (HousekeepingFixture fixture = new HousekeepingFixture(database, settings)) {
                await().until(() -> {
                    fixture.clean();
                    return noted(database) == 0;
                });
            }
            // Now what would break a bound user's /message/sync breaks nobody's.
            stage.users().post("/channel/delete", ChatCalls.channel("g1", ChatCalls.GROUP));
            assertEverybodySyncs(stage, "u1", "u2", "u3", "u4");
            assertThat(stage.users().syncedRevokes("u3")).isEmpty();
            assertThat(stage.users().syncedRevokes("u4")).isEmpty();
        }
    }

    @Test
    void whereTheCommandIsNotKeptItIsTakenBackAtOnce(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = stage(database, Map.of())) {
            long message = stage.stored("u1", "g1", ChatCalls.GROUP);
            stage.users()
                    .post(
                            "/channel/info",
                            ChatCalls.channel("g1", ChatCalls.GROUP).put("disband", 1));
            JsonObject answer = stage.revoke(revoke(message, (Object[]) MEMBERS));
            assertThat(answer.getString("state")).isEqualTo("confirmed");
            assertThat(answer.getJsonArray("notes").encode()).contains("disbanded");
            assertThat(noted(database)).isZero();
            assertEverybodySyncs(stage, MEMBERS);
            assertThat(new Desk(stage.gateway(), database)
                            .show(answer.getString("id"))
                            .steps())
                    .containsExactly("online-1", "bind", "channel");
        }
    }

    /** WuKongIM refuses a blank uid: the ones before it are bound, and the command never comes. */
    @Test
    void whereNotEverybodyCanBeBoundTheOthersAreFreed(ConnectionDetails database) throws Exception {
        Map<String, String> quick = Map.of("WKGATE_REVOKE_FIRST_PAUSE", "20ms", "WKGATE_REVOKE_LONGEST_PAUSE", "20ms");
        try (RevokeStage stage = stage(database, quick)) {
            long message = stage.stored("u1", "g1", ChatCalls.GROUP);
            JsonObject answer = stage.revoke(revoke(message, "u1", "u2", " "));
            assertThat(answer.getString("state")).isEqualTo("dead");
            assertEverybodySyncs(stage, MEMBERS);
        }
    }

    /** Binding is done anew in each attempt, which is no reason to try for ever. */
    @Test
    void aCommandThatIsRefusedBehindItIsGivenUp(ConnectionDetails database) throws Exception {
        Map<String, String> quick = Map.of(
                "WKGATE_REVOKE_BIND", "true",
                "WKGATE_REVOKE_FIRST_PAUSE", "20ms",
                "WKGATE_REVOKE_LONGEST_PAUSE", "20ms");
        try (RevokeStage stage = RevokeStage.set(database, "v3-20260823", FrontedServer::new, quick)) {
            stage.users().group("g1", false, MEMBERS);
            long message = stage.stored("u1", "g1", ChatCalls.GROUP);
            ((FrontedServer) stage.server())
                    .front()
                    .make(
                            UpstreamFront.Trouble.BANNED,
                            (path, body) -> path.equals("/message/send") && !body.contains("subscribers"));
            JsonObject answer = stage.revoke(revoke(message, (Object[]) MEMBERS));
            assertThat(answer.getString("state")).isEqualTo("dead");
            assertThat(new Desk(stage.gateway(), database)
                            .show(answer.getString("id"))
                            .steps())
                    .filteredOn("channel"::equals)
                    .hasSize(8);
            assertThat(noted(database)).isZero();
        }
    }

    /** Who is bound as far as wkgate knows. */
    private static Set<String> held(ConnectionDetails database) throws Exception {
        Set<String> uids = new TreeSet<>();
        for (String json : Sql.column(database, "SELECT uids FROM wkgate_binding")) {
            BindingHolds.of(json, Instant.now()).all().forEach(hold -> uids.addAll(hold.uids()));
        }
        return uids;
    }

    private static boolean isGivenCommands(RevokeStage stage, String uid) {
        return !new JsonArray(stage.users().sync(uid).body()).isEmpty();
    }

    @Test
    void aRevokeThatIsCancelledTakesNothingFromAnother(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = stage(database, Map.of());
                HousekeepingFixture fixture = new HousekeepingFixture(
                        database, Map.of("WKGATE_UPSTREAM_URLS", stage.server().api()))) {
            Desk desk = new Desk(stage.gateway(), database);
            long done = stage.stored("u1", "g1", ChatCalls.GROUP);
            long cancelled = stage.stored("u1", "g1", ChatCalls.GROUP);
            assertThat(stage.revoke(revoke(done, (Object[]) MEMBERS)).getString("state"))
                    .isEqualTo("confirmed");
            stage.server().kill();
            String id = desk.ask(revoke(cancelled, (Object[]) MEMBERS).put("wait", "0s"))
                    .is(202)
                    .id();
            await().until(() -> !desk.show(id).json().getString("reason").isEmpty());
            desk.change(id, "cancel").is(200);
            stage.server().restart();
            fixture.clean();
            assertThat(stage.users().syncedRevokes("u3")).containsExactly(Long.toString(done));
            assertThat(held(database)).containsExactly(MEMBERS);
            fixture.clean();
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_binding WHERE bound_until > UTC_TIMESTAMP(3)"))
                    .as("due when the other's time is over")
                    .isOne();
        }
    }

    private static void bind(RevokeStage stage, String uid) {
        stage.users()
                .post(
                        "/message/cmd/bind",
                        ChatCalls.channel("g1", ChatCalls.GROUP).put("uid", uid));
    }

    /** It was cancelled, and what it had bound taken back, while it went on binding. */
    @Test
    void whatIsBoundForARevokeThatWasGivenUpIsTakenBack(ConnectionDetails database) throws Exception {
        ChannelKey group = new ChannelKey(ChatCalls.GROUP, "g1");
        Map<String, String> once = Map.of("WKGATE_REVOKE_FIRST_PAUSE", "1h", "WKGATE_REVOKE_LONGEST_PAUSE", "1h");
        try (RevokeStage stage = stage(database, once);
                HousekeepingFixture fixture = new HousekeepingFixture(
                        database, Map.of("WKGATE_UPSTREAM_URLS", stage.server().api()))) {
            Desk desk = new Desk(stage.gateway(), database);
            long message = stage.stored("u1", "g1", ChatCalls.GROUP);
            stage.server().kill();
            String id = desk.ask(revoke(message, (Object[]) MEMBERS).put("wait", "0s"))
                    .is(202)
                    .id();
            await().until(() -> !desk.show(id).json().getString("reason").isEmpty());
            stage.server().restart();
            bind(stage, "u3");
            Blocking.await(fixture.bindings().madeInVain(group, Long.parseLong(id), List.of("u3")), LIMIT);
            assertThat(held(database)).as("another replica has it in hand").contains("u3");

            desk.change(id, "cancel").is(200);
            fixture.clean();
            assertThat(noted(database)).isZero();
            bind(stage, "u3");
            Blocking.await(fixture.bindings().madeInVain(group, Long.parseLong(id), List.of("u3")), LIMIT);
            assertThat(noted(database)).isZero();
            stage.users().sendCommand("u1", "g1", ChatCalls.GROUP);
            assertThat(isGivenCommands(stage, "u3")).isFalse();
        }
    }

    @Test
    void whoIsBoundAgainWhileManyAreTakenBackStaysBound(ConnectionDetails database) throws Exception {
        ChannelKey group = new ChannelKey(ChatCalls.GROUP, "g1");
        try (TestGateway gateway = TestGateway.start(database);
                HousekeepingFixture fixture = new HousekeepingFixture(database, Map.of())) {
            Blocking.await(fixture.bindings().note(group, 1, List.of("u1", "u2")), LIMIT);
            BindingTable table = fixture.bindingTable();
            Blocking.await(table.endAll(group), LIMIT);
            assertThat(Blocking.await(table.isFreed(group, "u2", Set.of()), LIMIT))
                    .isTrue();
            Blocking.await(fixture.bindings().note(group, 2, List.of("u2")), LIMIT);
            assertThat(Blocking.await(table.isFreed(group, "u2", Set.of()), LIMIT))
                    .isFalse();
            assertThat(Blocking.await(table.isFreed(group, "u1", Set.of()), LIMIT))
                    .isTrue();
        }
    }

    @Test
    void whoeverIsBoundForARevokeThatFailsIsFreedUnlessAnotherNeedsHim(ConnectionDetails database) throws Exception {
        Map<String, String> once = new HashMap<>(Map.of("WKGATE_REVOKE_BIND", "true"));
        once.put("WKGATE_REVOKE_FIRST_PAUSE", "1h");
        once.put("WKGATE_REVOKE_LONGEST_PAUSE", "1h");
        try (RevokeStage stage = RevokeStage.set(database, "v3-20260823", FrontedServer::new, once)) {
            stage.users().group("g1", false, "u1", "u2", "u3", "u4");
            Desk desk = new Desk(stage.gateway(), database);
            long done = stage.stored("u1", "g1", ChatCalls.GROUP);
            long failing = stage.stored("u1", "g1", ChatCalls.GROUP);
            assertThat(stage.revoke(revoke(done, (Object[]) MEMBERS)).getString("state"))
                    .isEqualTo("confirmed");
            UpstreamFront front = ((FrontedServer) stage.server()).front();
            front.make(
                    UpstreamFront.Trouble.ERROR_500,
                    (path, body) -> path.equals("/message/send") && !body.contains("subscribers"));
            String id = desk.ask(revoke(failing, "u1", "u3", "u4").put("wait", "0s"))
                    .is(202)
                    .id();
            await().until(() -> !desk.show(id).json().getString("reason").isEmpty());
            front.make(UpstreamFront.Trouble.NONE);
            assertThat(desk.show(id).steps()).containsExactly("online-1", "bind", "channel");
            assertThat(held(database)).containsExactly(MEMBERS);
            stage.users().sendCommand("u1", "g1", ChatCalls.GROUP);
            assertThat(isGivenCommands(stage, "u3")).isTrue();
            assertThat(isGivenCommands(stage, "u4")).isFalse();

            // When the group is disbanded, nobody may be bound to it, whoever bound him.
            stage.users()
                    .post(
                            "/channel/info",
                            ChatCalls.channel("g1", ChatCalls.GROUP).put("disband", 1));
            desk.change(id, "retry").is(200);
            await().until(() -> desk.show(id).json().getBoolean("finished"));
            assertThat(noted(database)).isZero();
            assertEverybodySyncs(stage, "u1", "u2", "u3", "u4");
        }
    }

    @Test
    void whatIsNotedAtOnceForOneChannelIsAllNoted(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = stage(database, Map.of());
                HousekeepingFixture fixture = new HousekeepingFixture(
                        database, Map.of("WKGATE_UPSTREAM_URLS", stage.server().api()))) {
            ChannelKey group = new ChannelKey(ChatCalls.GROUP, "g1");
            List<String> uids =
                    IntStream.range(0, 50).mapToObj(number -> "u" + number).toList();
            Blocking.await(
                    Future.all(uids.stream()
                            .map(uid -> fixture.bindings().note(group, uids.indexOf(uid) % 10, List.of(uid)))
                            .toList()),
                    LIMIT);
            assertThat(held(database)).containsExactlyInAnyOrderElementsOf(uids);
            assertThat(Sql.column(database, "SELECT uids FROM wkgate_binding").get(0))
                    .as("revokes that are not there any more stand together")
                    .containsOnlyOnce("\"revoke\"");
        }
    }

    @Test
    void whatCanNeverBeTakenBackKeepsNothingElseWaiting(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = stage(database, Map.of());
                HousekeepingFixture fixture = new HousekeepingFixture(
                        database, Map.of("WKGATE_UPSTREAM_URLS", stage.server().api()))) {
            Sql.run(
                    database,
                    "INSERT INTO wkgate_binding (channel_id, channel_type, bound_until, uids)"
                            + " SELECT CONCAT('never-', seq), 2, '2026-01-01', '[\" \"]' FROM seq_1_to_30",
                    "INSERT INTO wkgate_binding (channel_id, channel_type, bound_until, uids)"
                            + " VALUES ('g1', 2, '2026-01-02', '[\"u1\"]')");
            fixture.clean();
            fixture.clean();
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_binding WHERE channel_id = 'g1'"))
                    .isZero();
            assertThat(noted(database)).isEqualTo(30);
        }
    }

    @Test
    void aRevokeThatIsCancelledMakesThemDue(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            Desk desk = new Desk(gateway, database);
            desk.receive(Desk.message(0));
            String id = desk.ask(0, "u1", "member").is(202).json().getString("id");
            Sql.run(
                    database,
                    "INSERT INTO wkgate_binding VALUES ('g1', 2, UTC_TIMESTAMP(3) + INTERVAL 7 DAY, '[\"u1\"]')");
            desk.change(id, "cancel").is(200);
            assertThat(Sql.number(
                            database, "SELECT COUNT(*) FROM wkgate_binding WHERE bound_until <= UTC_TIMESTAMP(3)"))
                    .isOne();
        }
    }
}
