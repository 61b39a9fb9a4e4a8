package io.wkgate.upstream;

import static io.wkgate.upstream.StepRunner.waitFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.wkgate.chat.ChatClient;
import io.wkgate.chat.RevokeSeen;
import io.wkgate.event.ChannelKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is revoked on one real server, with u1, u2 and u3 online and u4 offline; each scene checks who was told of it. */
final class RevokeScenes {

    static final String[] USERS = {"u1", "u2", "u3", "u4"};

    private final KnownUpstream known;
    private final RealServerCalls calls;
    private final List<ChatClient> online;
    private final EchoReceiver echoes;
    private final String line;

    RevokeScenes(KnownUpstream known, RealServerCalls calls, List<ChatClient> online, EchoReceiver echoes) {
        this.echoes = echoes;
        this.known = known;
        this.calls = calls;
        this.online = online;
        line = known.node().dialect().line();
    }

    void everyMemberOfAGroup() {
        calls.group("g1", 0, USERS);
        long message = sent("g1");
        done(run(inGroup(message, "g1")));
        seenInGroup(message, "g1");
        echoed(message);
        if (!line.equals("3.x")) {
            await().until(() -> calls.sync("u4").contains(Long.toString(message)));
        }
    }

    void aGroupWhoseSenderIsMutedOrGone() {
        calls.group("g2", 0, USERS);
        long muted = sent("g2");
        long gone = sent("g2");
        calls.onChannel("/whitelist_add", "g2", 2, "uids", new JsonArray().add("u2"));
        calls.onChannel("/blacklist_add", "g2", 2, "uids", new JsonArray().add("u1"));
        done(run(inGroup(muted, "g2")));
        seenInGroup(muted, "g2");
        echoed(muted);
        calls.onChannel("/subscriber_remove", "g2", 2, "subscribers", new JsonArray().add("u1"));
        done(run(new RevokeOrder(gone, "u1", new ChannelKey(2, "g2"), "x", List.of("u2", "u3"), 0, false)));
        for (ChatClient client : online.subList(1, 3)) {
            seen(client, gone, "g2", 2);
        }
        echoed(gone);
    }

    void bothPersons() {
        for (String sender : List.of("u1", "u2")) {
            long message = calls.send(sender, sender.equals("u1") ? "u2" : "u1", 1);
            ChannelKey channel = ChannelKey.of(1, "u2", "u1");
            done(run(new RevokeOrder(message, sender, channel, "stranger", List.of(), 0, false)));
            seen(online.get(0), message, "u2", 1);
            seen(online.get(1), message, "u1", 1);
            echoed(message);
        }
    }

    /** v2.0.4 drops such a command silently, so no echo comes and the third round names both. */
    void aPersonWhoBlocksTheSender() {
        long message = calls.send("u1", "u3", 1);
        calls.onChannel("/blacklist_add", "u3", 1, "uids", new JsonArray().add("u1"));
        ChannelKey channel = ChannelKey.of(1, "u3", "u1");
        for (int rounds = 0; rounds < 3; rounds += 2) {
            done(run(new RevokeOrder(message, "u1", channel, "admin", List.of(), rounds, false)));
        }
        seen(online.get(0), message, "u3", 1);
        seen(online.get(2), message, "u1", 1);
        echoed(message);
    }

    void aDisbandedGroup() {
        calls.group("g3", 0, USERS);
        long message = sent("g3");
        calls.onChannel("/info", "g3", 2, "disband", 1);
        List<StepOutcome> outcomes = run(inGroup(message, "g3"));
        if (line.equals("3.x")) {
            assertThat(outcomes.get(0)).isInstanceOf(StepOutcome.Done.class);
            assertThat(outcomes.get(1)).isInstanceOf(StepOutcome.Skipped.class);
        } else {
            done(outcomes);
            echoed(message);
        }
        seenInGroup(message, "g3");
    }

    void aLargeGroup() {
        calls.group("g4", 1, USERS);
        long message = sent("g4");
        List<StepOutcome> outcomes = run(inGroup(message, "g4"));
        done(outcomes);
        assertThat(((StepOutcome.Done) outcomes.get(0)).notes()).hasSize(line.equals("1.2") ? 1 : 0);
        seenInGroup(message, "g4");
    }

    void whatIsLookedUp() {
        long message = sent("g1");
        MessageQuery query =
                new MessageQuery(OptionalLong.of(message), Optional.empty(), new ChannelKey(2, "g1"), List.of("u4"));
        await().until(() -> waitFor(known.upstream.find(known.node(), query)) instanceof LookupResult.Found);
        long toOne = calls.send("u2", "u1", 1);
        MessageQuery between =
                new MessageQuery(OptionalLong.of(toOne), Optional.empty(), ChannelKey.of(1, "u1", "u2"), List.of());
        await().until(() -> waitFor(known.upstream.find(known.node(), between)) instanceof LookupResult.Found);
        assertThat(waitFor(known.upstream.members(known.node(), new ChannelKey(2, "g1"))))
                .containsExactlyInAnyOrder(line.equals("1.2") ? new String[0] : USERS);
        if (line.equals("2.x")) {
            aMessageOfTheSystemHasItsRecipientAgain();
        }
    }

    private void aMessageOfTheSystemHasItsRecipientAgain() {
        long message = calls.send("", "u3", 1);
        MessageQuery query = new MessageQuery(
                OptionalLong.of(message), Optional.empty(), new ChannelKey(1, ChannelKey.SYSTEM_UID), List.of());
        await().untilAsserted(() -> assertThat(waitFor(known.upstream.find(known.node(), query)))
                .isInstanceOfSatisfying(LookupResult.Found.class, found -> {
                    assertThat(found.messages().get(0).channel()).isEqualTo(ChannelKey.of(1, "u3", ""));
                    assertThat(found.messages().get(0).fromUid()).isEmpty();
                }));
    }

    void whoIsBound() {
        if (!line.equals("3.x")) {
            return;
        }
        long message = sent("g1");
        done(run(StepRunner.bound(inGroup(message, "g1"))));
        await().until(() -> calls.sync("u4").contains(Long.toString(message)));
        long toOne = calls.send("u1", "u4", 1);
        done(run(new RevokeOrder(toOne, "u1", ChannelKey.of(1, "u4", "u1"), "admin", List.of(), 0, true)));
        await().until(() -> calls.sync("u4").contains(Long.toString(toOne)));
        for (String uid : USERS) {
            assertThat(waitFor(known.upstream.unbind(known.node(), uid, new ChannelKey(2, "g1"))))
                    .isTrue();
        }
        assertThat(calls.sync("u4")).doesNotContain(Long.toString(message));
    }

    private long sent(String group) {
        long message = calls.send("u1", group, 2);
        // v2.0.10 drops a command of a group whose first message it has not stored yet.
        await().until(() -> online.get(1).received().stream().anyMatch(received -> received.messageId() == message));
        return message;
    }

    private RevokeOrder inGroup(long message, String group) {
        return new RevokeOrder(message, "u1", new ChannelKey(2, group), "stranger", List.of(USERS), 0, false);
    }

    private List<StepOutcome> run(RevokeOrder order) {
        return known.node().dialect().plan(order).steps().stream()
                .map(step -> waitFor(known.upstream.run(known.node(), step)))
                .toList();
    }

    private void done(List<StepOutcome> outcomes) {
        assertThat(outcomes).isNotEmpty().allMatch(StepOutcome.Done.class::isInstance);
    }

    private void seenInGroup(long message, String group) {
        online.forEach(client -> seen(client, message, group, 2));
    }

    private void seen(ChatClient client, long message, String channelId, int channelType) {
        RevokeSeen expected = new RevokeSeen(Long.toString(message), channelId, channelType);
        await().alias(client.uid() + " sees " + expected)
                .untilAsserted(() -> assertThat(client.revokes()).contains(expected));
    }

    private void echoed(long message) {
        await().alias("echo").until(() -> echoes.echoed(message));
    }
}
