package io.wkgate.simulator;

import static io.wkgate.simulator.Receiver.HOLD;
import static io.wkgate.simulator.WebhookClient.NOTIFY;
import static io.wkgate.simulator.WebhookClient.OFFLINE;
import static io.wkgate.simulator.WebhookClient.ONLINE_STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.wkgate.testing.EndOf;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise: the webhook is tried, timed out, batched and given up as measured on the real servers. */
class SimulatorDeliveryTest {
    private static final double SCALE = 0.05;

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
    @EnumSource(names = {"V1_2_6", "V2_0_4", "V2_0_10", "V2_2_5"})
    void triesAMessageFiveTimesWithNewerOnesBehindItAndThenDropsIt(Profile profile) {
        start(profile);
        receiver.answer(500);
        calls.send("u1", "g1", "first");
        eventually().until(() -> notifications() >= 1);
        calls.send("u1", "g1", "second");
        eventually().until(() -> simulator.tally().dropped().size() == 2);

        List<List<String>> batches = batches();
        assertThat(batches.get(0)).containsExactly("first");
        assertThat(batches).filteredOn(batch -> batch.contains("first")).hasSize(5);
        assertThat(batches).filteredOn(batch -> batch.contains("second")).hasSize(5);
        assertThat(batches).contains(List.of("first", "second"));
        assertThat(receiver.mostOpen(NOTIFY)).isEqualTo(1);
    }

    @Test
    void triesABatchThreeTimesBackToBackOnThree() {
        start(Profile.V3);
        receiver.answer(500);
        calls.send("u1", "g1", "first");
        eventually().until(() -> simulator.tally().dropped().size() == 1);
        calls.send("u1", "g1", "second");
        eventually().until(() -> simulator.tally().dropped().size() == 2);

        assertThat(batches())
                .containsExactly(
                        List.of("first"),
                        List.of("first"),
                        List.of("first"),
                        List.of("second"),
                        List.of("second"),
                        List.of("second"));
        assertThat(receiver.requests(OFFLINE)).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 302, 503})
    void takesNothingButStatus200ForSuccess(int status) {
        start(Profile.V2_2_5);
        receiver.answer(status);
        calls.send("u1", "g1", "first");
        eventually().until(() -> notifications() >= 2);
        receiver.answer(200);
        eventually().until(() -> simulator.tally().acknowledged().size() == 1);
        assertThat(simulator.tally().dropped()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void hangsUpWhenTheAnswerIsLateAndTriesAgain(Profile profile) {
        start(profile);
        receiver.answer(event -> event.equals(NOTIFY) ? HOLD : 200);
        calls.send("u1", "g1", "first");
        eventually().until(() -> notifications() >= 2);
        eventually().until(() -> receiver.hungUp() > 0);
        List<Receiver.Request> requests = receiver.requests(NOTIFY);
        Duration between =
                Duration.ofNanos(requests.get(1).nanos() - requests.get(0).nanos());
        Duration waits =
                profile.delivery().httpTimeout().plus(profile.delivery().pause());
        assertThat(between).isGreaterThanOrEqualTo(scaled(waits).minusMillis(20));
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_2_6", "V2_0_4", "V2_0_10"})
    void sendsTheFirstHundredOfItsQueueOnOneAndAllOfItOnEarlyTwo(Profile profile) {
        start(profile);
        int largest = profile.line() == Line.ONE ? 100 : 230;
        sendWhileHeld(230);
        eventually().until(() -> batches().stream().anyMatch(batch -> batch.size() == largest));
        receiver.answer(200);
        eventually().until(() -> simulator.tally().acknowledged().size() == 230);
        assertThat(batches()).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(largest));
        assertThat(simulator.tally().dropped()).isEmpty();
    }

    @Test
    void letsABatchGrowPastAHundredOnLateTwo() {
        start(Profile.V2_2_5);
        receiver.answer(503);
        eventually().until(() -> {
            sendMany(40);
            return batches().stream().anyMatch(batch -> batch.size() > 100);
        });
        assertThat(batches()).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(104));
    }

    @Test
    void dropsWhatItsQueueCannotHoldOnThree() {
        startAt(Profile.V3, receiver.url(), 0.5);
        receiver.answer(HOLD);
        // 16 batches under way, 1024 in the queue: more than that has no place.
        IntStream.range(0, 30).forEach(round -> sendMany(100));
        eventually().until(() -> receiver.mostOpen(NOTIFY) == 16);
        long neverTried = simulator.tally().dropped().stream()
                .filter(id -> simulator.tally().tries(id) == 0)
                .count();
        assertThat(neverTried).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_2_6", "V2_0_4", "V2_0_10", "V2_2_5"})
    void sendsOfflineOnceAndManyAtOnceBeforeThree(Profile profile) {
        start(profile);
        receiver.answer(event -> event.equals(OFFLINE) ? HOLD : 200);
        sendMany(12);
        eventually().until(() -> simulator.tally().offlineDropped() == 12);
        assertThat(receiver.mostOpen(OFFLINE)).isGreaterThan(1);
        assertThat(receiver.requests(OFFLINE)).hasSize(12);
    }

    @Test
    void keepsFourOfflineEventsOfAChannelWaitingOnThree() {
        startAt(Profile.V3, receiver.url(), 0.2);
        receiver.answer(event -> event.equals(OFFLINE) ? HOLD : 200);
        sendMany(20);
        eventually().until(() -> simulator.tally().offlineDropped() >= 15);
        receiver.answer(200);
        eventually().until(() -> receiver.requests(OFFLINE).size() >= 6);
        assertThat(simulator.tally().offlineDropped()).isEqualTo(15);
    }

    @Test
    void pairsATrickleOnThree() {
        start(Profile.V3);
        sendMany(6);
        eventually().until(() -> simulator.tally().acknowledged().size() == 6);
        assertThat(batches()).allSatisfy(batch -> assertThat(batch).hasSize(2));
    }

    @ParameterizedTest
    @EnumSource
    void keepsTellingWhoIsOnline(Profile profile) {
        start(profile);
        receiver.answer(event -> event.equals(ONLINE_STATUS) ? 500 : 200);
        Waiting.on(simulator.connect("u5", 1));
        int tries = profile.delivery().notifyTries();
        eventually().until(() -> simulator.tally().onlineStatusDropped() >= 1);
        assertThat(receiver.requests(ONLINE_STATUS)).hasSizeGreaterThanOrEqualTo(tries);
    }

    @Test
    void starvesChatMessagesWhenOfflineIsHeldOverGrpc() {
        receiver = Receiver.startGrpc(vertx);
        startAt(Profile.V2_2_5, receiver.grpcUrl(), SCALE);
        receiver.answer(event -> event.equals(OFFLINE) ? HOLD : 200);
        sendMany(40);
        eventually().until(() -> receiver.mostOpen(OFFLINE) == 20);
        eventually().until(() -> {
            sendMany(40);
            return !simulator.tally().dropped().isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_2_6", "V2_0_4", "V2_0_10", "V2_2_5"})
    void triesAgainOverGrpcWhatIsAnsweredWithError(Profile profile) {
        receiver = Receiver.startGrpc(vertx);
        startAt(profile, receiver.grpcUrl(), SCALE);
        receiver.answer(500);
        calls.send("u1", "g1", "first");
        eventually().until(() -> notifications() >= 2);
        receiver.answer(200);
        eventually().until(() -> simulator.tally().acknowledged().size() == 1);
        assertThat(receiver.requests(NOTIFY).get(0).numbers()).containsExactly("first");
    }

    private void start(Profile profile) {
        startAt(profile, receiver.url(), SCALE);
    }

    private void startAt(Profile profile, String webhook, double scale) {
        simulator = Waiting.on(Simulator.start(
                vertx, SimulatorOptions.of(profile).withWebhook(webhook).withTimeScale(scale)));
        calls = new TestCalls(vertx, simulator);
        calls.group("g1", "u1", "u2", "u3");
        // v2.0.10 sends msg.offline for who is there, the others for who is not.
        Waiting.on(simulator.connect("u2", 0));
    }

    private static Duration scaled(Duration upstream) {
        return Duration.ofMillis(Math.round(upstream.toMillis() * SCALE));
    }

    private void sendMany(int count) {
        calls.sendAll("u1", "g1", count);
    }

    /** All of them come in while the first request is held, so that they stand in the queue together. */
    private void sendWhileHeld(int count) {
        receiver.answer(event -> event.equals(NOTIFY) ? HOLD : 200);
        sendMany(count);
    }

    private int notifications() {
        return receiver.requests(NOTIFY).size();
    }

    private List<List<String>> batches() {
        return receiver.requests(NOTIFY).stream().map(Receiver.Request::numbers).toList();
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().pollInterval(Duration.ofMillis(10));
    }
}
