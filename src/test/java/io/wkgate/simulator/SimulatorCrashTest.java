package io.wkgate.simulator;

import static io.wkgate.simulator.Receiver.HOLD;
import static io.wkgate.simulator.WebhookClient.NOTIFY;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wkgate.testing.EndOf;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise: {@code kill -9} costs what it was measured to cost on the real servers, and the log is never part of it. */
class SimulatorCrashTest {
    private Vertx vertx;
    private Receiver receiver;
    private Simulator simulator;
    private TestCalls calls;

    @BeforeEach
    void openReceiver() {
        vertx = Vertx.vertx();
        receiver = Receiver.start(vertx);
    }

    @AfterEach
    void closeVertx() {
        EndOf.vertx(vertx);
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_2_6", "V2_0_4", "V2_0_10"})
    void sendsAgainWhatWasNotAcknowledged(Profile profile) {
        crashInTheMiddleOfABatch(profile);
        Waiting.on(simulator.restart());
        eventually().until(() -> simulator.tally().acknowledged().size() == 5);
        assertThat(simulator.tally().dropped()).isEmpty();
    }

    @Test
    void losesTheBatchUnderWayAndMoreOnLateTwo() {
        crashInTheMiddleOfABatch(Profile.V2_2_5);
        Waiting.on(simulator.restart());
        calls.sendAll("u1", "g1", 31);
        int underWay = receiver.requests(NOTIFY).get(0).numbers().size();
        eventually().until(() -> simulator.tally().acknowledged().size() == 5 - underWay + 21);
        assertThat(simulator.tally().dropped()).hasSize(underWay + 10);
        List<Long> seqs = receiver.requests(NOTIFY).stream()
                .skip(1)
                .flatMap(request -> request.messages().stream())
                .map(message -> ((JsonObject) message).getLong("message_seq"))
                .toList();
        assertThat(seqs)
                .as("newer before older")
                .isNotEqualTo(seqs.stream().sorted().toList());
    }

    @Test
    void losesWhatItHadOnThree() {
        crashInTheMiddleOfABatch(Profile.V3);
        Waiting.on(simulator.restart());
        calls.send("u1", "g1", "after");
        eventually().until(() -> simulator.tally().acknowledged().size() == 1);
        assertThat(simulator.tally().dropped()).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void keepsItsLogAndGoesOnNumberingAndServing(Profile profile) {
        crashInTheMiddleOfABatch(profile);
        int port = simulator.port();
        Waiting.on(simulator.restart());
        assertThat(simulator.port()).isEqualTo(port);
        calls.send("u1", "g1", "after");
        eventually().until(() -> simulator.log("g1", ChannelIds.GROUP).size() == 6);
        assertThat(simulator.log("g1", ChannelIds.GROUP))
                .extracting(StoredMessage::messageSeq)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @ParameterizedTest
    @EnumSource
    void losesNoMessageInACleanRestart(Profile profile) {
        start(profile);
        calls.sendAll("u1", "g1", 5);
        eventually().until(() -> simulator.log("g1", ChannelIds.GROUP).size() == 5);
        Waiting.on(simulator.close());
        Waiting.on(simulator.restart());
        eventually().until(() -> simulator.tally().acknowledged().size() == 5);
        assertThat(ids()).hasSize(5);
    }

    @Test
    void keepsTheAddressOfItsManagerListener() {
        start(Profile.V3);
        String address = simulator.managerUrl();
        Waiting.on(simulator.kill());
        Waiting.on(simulator.restart());
        assertThat(simulator.managerUrl()).isEqualTo(address);
    }

    @ParameterizedTest
    @EnumSource
    void numbersAnewWhereItsLogIsGone(Profile profile) {
        start(profile);
        calls.sendAll("u1", "g1", 5);
        eventually().until(() -> simulator.log("g1", ChannelIds.GROUP).size() == 5);
        simulator.forget("g1", ChannelIds.GROUP);
        calls.send("u1", "g1", "after");
        eventually().until(() -> simulator.log("g1", ChannelIds.GROUP).size() == 1);
        assertThat(simulator.log("g1", ChannelIds.GROUP).get(0).messageSeq()).isOne();
    }

    private void crashInTheMiddleOfABatch(Profile profile) {
        start(profile);
        receiver.answer(HOLD);
        calls.sendAll("u1", "g1", 5);
        eventually().until(() -> simulator.log("g1", ChannelIds.GROUP).size() == 5);
        eventually().until(() -> !receiver.requests(NOTIFY).isEmpty());
        Waiting.on(simulator.kill());
        receiver.answer(200);
        // The connections of the old calls died with the server.
        calls = new TestCalls(vertx, simulator);
    }

    private void start(Profile profile) {
        simulator = Waiting.on(Simulator.start(
                vertx, SimulatorOptions.of(profile).withWebhook(receiver.url()).withTimeScale(0.5)));
        calls = new TestCalls(vertx, simulator);
        calls.group("g1", "u1");
    }

    private Set<Long> ids() {
        return receiver.requests(NOTIFY).stream()
                .flatMap(request -> request.messages().stream())
                .map(message -> ((JsonObject) message).getLong("message_id"))
                .collect(Collectors.toSet());
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().pollInterval(Duration.ofMillis(10));
    }
}
