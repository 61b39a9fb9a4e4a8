package io.wkgate.revoke;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatCalls;
import io.wkgate.chat.ChatClient;
import io.wkgate.chat.RevokeSeen;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.embedded.ConnectionDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Revokes in one WuKongIM: {@code u1} is online with two devices, {@code u2} with one, {@code u3} is away. Each scenario has a
 * channel of its own.
 */
final class RevokeScenario implements AutoCloseable {

    /** How long a command may take to its receivers. A real server is asked once, so it need not be short. */
    private static final Duration ARRIVAL = Duration.ofSeconds(10);

    /** The same on a simulated one for what may never come: it is done with a command when it confirms it. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** It takes a revoke to who is away on WuKongIM 3; the others take no notice. */
    private static final Map<String, String> BINDING = Map.of("WKGATE_REVOKE_BIND", "true");

    private static final Duration RETURN = Duration.ofSeconds(30);

    private final RevokeStage stage;
    private final Duration toOnline;
    private final Duration toAway;
    private final Map<String, ChatClient> devices = new LinkedHashMap<>();

    private RevokeScenario(RevokeStage stage, Duration toOnline, Duration toAway) {
        this.stage = stage;
        this.toOnline = toOnline;
        this.toAway = toAway;
        devices.put("u1 app", stage.users().online("u1", ChatClient.APP));
        devices.put("u1 web", stage.users().online("u1", ChatClient.WEB));
        devices.put("u2 app", stage.users().online("u2", ChatClient.APP));
    }

    /** On a real server. */
    static RevokeScenario real(ConnectionDetails database, String version) {
        RevokeStage stage = RevokeStage.set(database, version, RealRevokeServer::new, BINDING);
        return new RevokeScenario(stage, ARRIVAL, ARRIVAL);
    }

    /** On a simulated one. */
    static RevokeScenario simulated(ConnectionDetails database, String version) {
        RevokeStage stage = RevokeStage.set(database, version, SimulatedRevokeServer::new, BINDING);
        return new RevokeScenario(stage, ARRIVAL, SOON);
    }

    /** On a simulated one, with the settings as they come; who is online may be left out too. */
    static RevokeScenario asInstalled(ConnectionDetails database, String version) {
        RevokeStage stage = RevokeStage.set(database, version, SimulatedRevokeServer::new, Map.of());
        return new RevokeScenario(stage, SOON, SOON);
    }

    /** One of them. */
    interface Act {
        Reach play(RevokeScenario scenario) throws Exception;
    }

    /** All of them, by what they are called in the docs. */
    static Map<String, Act> all() {
        Map<String, Act> all = new LinkedHashMap<>();
        all.put("group, by its sender", RevokeScenario::group);
        all.put("person, by its sender", RevokeScenario::person);
        all.put("person who is away, by its sender", RevokeScenario::personAway);
        all.put("group, by an administrator who is no member", RevokeScenario::strangerInGroup);
        all.put("person, by an administrator", RevokeScenario::strangerBetweenTwo);
        all.put("group whose sender is muted, by the owner", RevokeScenario::mutedSender);
        all.put("large group, by its sender", RevokeScenario::largeGroup);
        all.put("disbanded group, by its sender", RevokeScenario::disbandedGroup);
        all.put("group without a message since the server's restart", RevokeScenario::afterRestart);
        return all;
    }

    /** The sender revokes in a group. */
    Reach group() throws Exception {
        stage.users().group("g-plain", false, "u1", "u2", "u3");
        long message = stage.stored("u1", "g-plain", ChatCalls.GROUP);
        return revoked(message, members(RevokeStage.by(message, "u1", "member"), "u1", "u2", "u3"), "u1", "u2", "u3");
    }

    /** The sender revokes between two who are online. */
    Reach person() throws Exception {
        long message = stage.stored("u1", "u2", ChatCalls.PERSON);
        return revoked(message, RevokeStage.by(message, "u1", "member"), "u1", "u2");
    }

    /** The sender revokes from one who is away. */
    Reach personAway() throws Exception {
        long message = stage.stored("u1", "u3", ChatCalls.PERSON);
        return revoked(message, RevokeStage.by(message, "u1", "member"), "u1", "u3");
    }

    /** An administrator revokes in a group where he is no member. */
    Reach strangerInGroup() throws Exception {
        stage.users().group("g-admin", false, "u1", "u2", "u3");
        long message = stage.stored("u2", "g-admin", ChatCalls.GROUP);
        return revoked(message, members(RevokeStage.by(message, "root", "admin"), "u1", "u2", "u3"), "u1", "u2", "u3");
    }

    /** An administrator revokes between two others. */
    Reach strangerBetweenTwo() throws Exception {
        long message = stage.stored("u2", "u1", ChatCalls.PERSON);
        return revoked(message, RevokeStage.by(message, "root", "admin"), "u1", "u2");
    }

    /** The owner revokes the message of one who may no longer write. */
    Reach mutedSender() throws Exception {
        stage.users().group("g-muted", false, "u1", "u2", "u3");
        long message = stage.stored("u2", "g-muted", ChatCalls.GROUP);
        JsonObject denied = ChatCalls.channel("g-muted", ChatCalls.GROUP).put("uids", JsonArray.of("u2"));
        stage.users().post("/channel/blacklist_add", denied);
        stage.users().post("/channel/whitelist_add", denied.copy().put("uids", JsonArray.of("u1")));
        return revoked(message, members(RevokeStage.by(message, "u1", "owner"), "u1", "u2", "u3"), "u1", "u2", "u3");
    }

    /** The sender revokes in a group of the kind that keeps no commands on WuKongIM 1.2. */
    Reach largeGroup() throws Exception {
        stage.users().group("g-large", true, "u1", "u2", "u3");
        long message = stage.stored("u1", "g-large", ChatCalls.GROUP);
        return revoked(message, members(RevokeStage.by(message, "u1", "member"), "u1", "u2", "u3"), "u1", "u2", "u3");
    }

    /** The sender revokes in a group that is disbanded meanwhile. */
    Reach disbandedGroup() throws Exception {
        stage.users().group("g-gone", false, "u1", "u2", "u3");
        long message = stage.stored("u1", "g-gone", ChatCalls.GROUP);
        stage.users()
                .post(
                        "/channel/info",
                        ChatCalls.channel("g-gone", ChatCalls.GROUP).put("disband", 1));
        return revoked(message, members(RevokeStage.by(message, "u1", "member"), "u1", "u2", "u3"), "u1", "u2", "u3");
    }

    /** WuKongIM is killed and started again between the message and the revoke. */
    Reach afterRestart() throws Exception {
        stage.users().group("g-old", false, "u1", "u2", "u3");
        long message = stage.stored("u1", "g-old", ChatCalls.GROUP);
        stage.server().kill();
        stage.server().restart();
        await().atMost(RETURN).until(() -> devices.values().stream().allMatch(ChatClient::isConnected));
        return revoked(message, members(RevokeStage.by(message, "u1", "member"), "u1", "u2", "u3"), "u1", "u2", "u3");
    }

    /** The sender revokes in a group and names nobody, so WuKongIM is asked for the members, if it tells them. */
    Reach groupOfWhom() throws Exception {
        stage.users().group("g-unnamed", false, "u1", "u2", "u3");
        long message = stage.stored("u1", "g-unnamed", ChatCalls.GROUP);
        return revoked(message, RevokeStage.by(message, "u1", "member"), "u1", "u2", "u3");
    }

    private static JsonObject members(JsonObject request, String... uids) {
        return request.put("subscribers", JsonArray.of((Object[]) uids));
    }

    private Reach revoked(long message, JsonObject request, String... channelMembers) throws Exception {
        JsonObject answer = stage.revoke(request);
        List<String> expected = devices.keySet().stream()
                .filter(device -> List.of(channelMembers).contains(device.substring(0, 2)))
                .toList();
        try {
            await().atMost(toOnline).until(() -> seen(message).keySet().containsAll(expected));
        } catch (ConditionTimeoutException late) {
            // Whom it did not reach is what the result says.
        }
        List<String> away = Stream.of(channelMembers)
                .filter(uid -> devices.keySet().stream().noneMatch(device -> device.startsWith(uid)))
                .toList();
        List<String> found = new ArrayList<>();
        for (String uid : away) {
            try {
                await().atMost(toAway)
                        .until(() -> stage.users().syncedRevokes(uid).contains(Long.toString(message)));
                found.add(uid);
            } catch (ConditionTimeoutException never) {
                // As above.
            }
        }
        List<String> unreadable = Stream.of(channelMembers)
                .filter(uid -> stage.users().sync(uid).statusCode() != 200)
                .toList();
        return new Reach(
                expected(message, expected),
                away,
                answer.getString("state"),
                stage.revokers(message),
                seen(message),
                found,
                unreadable,
                answer.getJsonArray("notes").stream().map(Object::toString).toList());
    }

    /** A group is called the same by everybody, a person channel by the other user's uid. */
    private Map<String, String> expected(long message, List<String> online) throws Exception {
        ChannelKey channel = stage.channel(message);
        Map<String, String> expected = new LinkedHashMap<>();
        for (String device : online) {
            String uid = device.substring(0, 2);
            String id = channel.other(uid).orElse(channel.id());
            expected.put(device, id + "/" + channel.type());
        }
        return expected;
    }

    private Map<String, List<String>> seen(long message) {
        Map<String, List<String>> seen = new LinkedHashMap<>();
        devices.forEach((device, client) -> {
            List<String> channels = client.revokes().stream()
                    .filter(revoke -> revoke.messageId().equals(Long.toString(message)))
                    .map(RevokeScenario::channel)
                    .collect(Collectors.toList());
            if (!channels.isEmpty()) {
                seen.put(device, channels);
            }
        });
        return seen;
    }

    private static String channel(RevokeSeen revoke) {
        return revoke.channelId() + "/" + revoke.channelType();
    }

    @Override
    public void close() {
        devices.values().forEach(ChatClient::close);
        stage.close();
    }
}
