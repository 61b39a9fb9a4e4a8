package io.wkgate.upstream;

import static io.wkgate.upstream.StepRunner.waitFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.StoredMessage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promise: a message that upstream has is found by its id and by its sender's number on every line, a command is known
 * as one where the line can show it, and what is not found says where was looked.
 */
class LookupTest {

    private static final ChannelKey GROUP = new ChannelKey(2, "g1");
    private static final ChannelKey PERSONS = ChannelKey.of(1, "u2", "u1");

    @RegisterExtension
    final Simulators simulators = new Simulators();

    private final Vertx vertx = simulators.vertx();

    private static MessageQuery byId(long id, ChannelKey channel, String... as) {
        return new MessageQuery(OptionalLong.of(id), Optional.empty(), channel, List.of(as));
    }

    private static MessageQuery byNumber(String number, ChannelKey channel, String... as) {
        return new MessageQuery(OptionalLong.empty(), Optional.of(number), channel, List.of(as));
    }

    private static StoredMessage stored(Simulator simulator, String number) {
        // v2 answers before it has stored.
        return await().until(
                        () -> simulator.log().stream()
                                .filter(row -> row.clientMsgNo().equals(number))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Message found(LookupResult result) {
        assertThat(result).isInstanceOf(LookupResult.Found.class);
        return ((LookupResult.Found) result).messages().get(0);
    }

    @ParameterizedTest
    @EnumSource
    void aGroupsMessageIsFoundFarBack(Profile profile) {
        Simulator simulator = simulators.start(profile);
        try (KnownUpstream known = KnownUpstream.of(vertx, simulator.url())) {
            SimulatorCalls calls = new SimulatorCalls(vertx, simulator);
            calls.group("g1", "u1", "u2");
            for (int number = 0; number < 250; number++) {
                calls.send("u1", "g1", 2, "n" + number);
            }
            StoredMessage wanted = stored(simulator, "n3");
            Message message = found(
                    waitFor(known.upstream.find(known.node(), byId(wanted.messageId(), GROUP, "stranger", "u2"))));
            assertThat(message.messageSeq()).isEqualTo(4);
            assertThat(message.channel()).isEqualTo(GROUP);
            assertThat(message.fromUid()).isEqualTo("u1");
            assertThat(message.timestamp()).isCloseTo(wanted.timestamp(), org.assertj.core.data.Offset.offset(2L));
            assertThat(message.payload().getBytes()).isEqualTo(wanted.payload());
            assertThat(found(waitFor(known.upstream.find(known.node(), byNumber("n3", GROUP, "u2"))))
                            .messageId())
                    .isEqualTo(wanted.messageId());
            assertThat(waitFor(known.upstream.find(known.node(), byId(42, GROUP, "u2"))))
                    .isInstanceOf(LookupResult.NotThere.class);
            assertThat(waitFor(known.upstream.find(known.node(), byNumber("no", new ChannelKey(2, "other"), "u2"))))
                    .isInstanceOf(LookupResult.NotThere.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPersonsMessageIsFoundWhoeverSentIt(Profile profile) {
        Simulator simulator = simulators.start(profile);
        try (KnownUpstream known = KnownUpstream.of(vertx, simulator.url())) {
            SimulatorCalls calls = new SimulatorCalls(vertx, simulator);
            calls.send("u1", "u2", 1, "there");
            calls.send("u2", "u1", 1, "back");
            for (String number : List.of("there", "back")) {
                StoredMessage wanted = stored(simulator, number);
                Message message = found(waitFor(known.upstream.find(known.node(), byId(wanted.messageId(), PERSONS))));
                assertThat(message.channel()).isEqualTo(PERSONS);
                assertThat(message.fromUid()).isEqualTo(number.equals("there") ? "u1" : "u2");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_0_4", "V2_0_10", "V2_2_5"})
    void onLineTwoACommandIsOneAndAnotherChannelIsSaid(Profile profile) {
        Simulator simulator = simulators.start(profile);
        try (KnownUpstream known = KnownUpstream.of(vertx, simulator.url())) {
            SimulatorCalls calls = new SimulatorCalls(vertx, simulator);
            calls.group("g1", "u1", "u2");
            calls.group("g2", "u1", "u2");
            calls.send("u1", "g2", 2, "elsewhere");
            calls.send("u1", "g1", 2, "first");
            calls.command("u1", "g1", 2, "command");
            assertThat(waitFor(known.upstream.find(
                            known.node(), byId(stored(simulator, "command").messageId(), GROUP))))
                    .isInstanceOf(LookupResult.IsCommand.class);
            assertThat(waitFor(known.upstream.find(
                            known.node(), byId(stored(simulator, "elsewhere").messageId(), GROUP))))
                    .isEqualTo(new LookupResult.NotThere("upstream has it in another channel"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_0_4", "V2_0_10", "V2_2_5"})
    void onLineTwoAMessageOfTheSystemHasItsRecipientAgain(Profile profile) {
        Simulator simulator = simulators.start(profile);
        try (KnownUpstream known = KnownUpstream.of(vertx, simulator.url())) {
            new SimulatorCalls(vertx, simulator).send("", "u1", 1, "of nobody");
            long id = stored(simulator, "of nobody").messageId();
            ChannelKey withSystem = ChannelKey.of(1, "u1", "");
            for (ChannelKey asked : List.of(withSystem, new ChannelKey(1, ChannelKey.SYSTEM_UID))) {
                Message message = found(waitFor(known.upstream.find(known.node(), byId(id, asked))));
                assertThat(message.channel()).isEqualTo(withSystem);
                assertThat(message.fromUid()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "V3")
    void onLineThreeTheManagerKnowsEverything(Profile profile) {
        Simulator simulator = simulators.start(profile);
        try (KnownUpstream known =
                KnownUpstream.withManager(vertx, simulator.url(), "a1234567", simulator.managerUrl())) {
            SimulatorCalls calls = new SimulatorCalls(vertx, simulator);
            calls.group("g1", "u1", "u2");
            calls.send("u1", "g1", 2, "before");
            calls.leave("g1", "u2");
            calls.join("g1", "u2");
            assertThat(found(waitFor(known.upstream.find(
                                    known.node(),
                                    byId(stored(simulator, "before").messageId(), GROUP))))
                            .channel())
                    .as("before the only member that is known joined")
                    .isEqualTo(GROUP);
            assertThat(waitFor(known.upstream.find(known.node(), byNumber("none", GROUP))))
                    .isInstanceOf(LookupResult.NotThere.class);
            calls.command("u1", "g1", 2, "command");
            assertThat(waitFor(known.upstream.find(
                            known.node(), byId(stored(simulator, "command").messageId(), GROUP))))
                    .isInstanceOf(LookupResult.IsCommand.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "V3")
    void onLineThreeAGroupWithoutAKnownMemberCannotBeRead(Profile profile) {
        Simulator simulator = simulators.start(profile);
        try (KnownUpstream known = KnownUpstream.of(vertx, simulator.url())) {
            assertThat(waitFor(known.upstream.find(known.node(), byId(42, GROUP))))
                    .isInstanceOfSatisfying(
                            LookupResult.NotThere.class,
                            not -> assertThat(not.detail()).contains("only to its members"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsAwayIsAFailureAndNoMissingMessage(Profile profile) {
        Simulator simulator = simulators.start(profile);
        try (KnownUpstream known = KnownUpstream.of(vertx, simulator.url())) {
            KnownNode node = known.node();
            simulator.kill().await();
            assertThatThrownBy(() -> waitFor(known.upstream.find(node, byId(42, GROUP, "u1"))))
                    .isInstanceOf(UpstreamException.class);
        }
    }
}
