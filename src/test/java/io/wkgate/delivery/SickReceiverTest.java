package io.wkgate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wkgate.boot.Blocking;
import io.wkgate.chat.ChatCalls;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: whatever a receiver does wrong for a while, it has every event in the end, of whatever upstream; and no
 * other destination waits for it, but has them all while the other one is still sick.
 */
@ExtendWith(DatabaseServerExtension.class)
class SickReceiverTest {

    private static final int MESSAGES = 40;

    private static final Manner SLOW = Manner.slow(Duration.ofMillis(400));

    /** The time-out of {@link DestinationJson#of} is a second. */
    private static final Manner TOO_SLOW = Manner.slow(Duration.ofMillis(1600));

    static Stream<Arguments> sicknesses() {
        return Stream.of(
                Arguments.of("answers 500", Profile.V1_2_6, Manner.answering(500)),
                Arguments.of("answers 500", Profile.V2_2_5, Manner.answering(500)),
                Arguments.of("answers 500", Profile.V3, Manner.answering(500)),
                Arguments.of("answers 429", Profile.V3, Manner.resting(429, Duration.ofSeconds(1))),
                Arguments.of("redirects", Profile.V3, Manner.answering(302)),
                Arguments.of("hangs", Profile.V3, Manner.HANGING),
                Arguments.of("hangs up", Profile.V3, Manner.HANGING_UP),
                Arguments.of("answers slowly", Profile.V1_2_6, SLOW),
                Arguments.of("answers slowly", Profile.V2_2_5, SLOW),
                Arguments.of("answers slowly", Profile.V3, SLOW),
                Arguments.of("answers too late", Profile.V2_2_5, TOO_SLOW),
                Arguments.of("answers too late", Profile.V3, TOO_SLOW),
                Arguments.of("loses its answers", Profile.V1_2_6, Manner.ANSWER_LOST),
                Arguments.of("breaks off its answers", Profile.V2_2_5, Manner.ANSWER_CUT));
    }

    @ParameterizedTest(name = "{0}, upstream {1}")
    @MethodSource("sicknesses")
    void everyEventComesInTheEndAndOthersDoNotWait(
            String sickness, Profile profile, Manner manner, ConnectionDetails database) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (BusinessServer sick = BusinessServer.start("sick");
                BusinessServer healthy = BusinessServer.start("healthy");
                Scene scene = new Scene(database, destination(sick, manner), DestinationJson.of(healthy))) {
            sick.behave(manner);
            Simulator upstream = Blocking.await(
                    Simulator.start(
                            vertx,
                            // With all of its patience: it is not upstream that is tried here.
                            SimulatorOptions.of(profile)
                                    .withTimeScale(1)
                                    .withWebhook(scene.gateway().webhook())),
                    Scene.LIMIT);
            chat(upstream);
            noteAcknowledged(upstream, scene.sent());

            scene.awaitAllReceivedBy(healthy);
            await().until(() -> sick.requestCount() > 0);
            if (!manner.keeps()) {
                assertThat(sick.received()).as("what the sick one has by now").isEmpty();
            }
            sick.behave(Manner.WELL);
            scene.awaitAllReceivedBy(sick);

            Balance balance = scene.sent().balance(sick);
            System.out.println("a receiver that " + sickness + ", upstream " + profile + ": " + balance);
            assertThat(balance.neverSent()).isZero();
            assertThat(balance.sentAgain())
                    .as("that came again under another id")
                    .isZero();
            if (manner == SLOW) {
                assertThat(balance.duplicates())
                        .as("what was slow, but in time")
                        .isZero();
            } else if (manner == TOO_SLOW) {
                assertThat(balance.duplicates())
                        .as("what was there before its answer")
                        .isPositive();
            }
            assertThat(scene.sent().balance(healthy))
                    .isEqualTo(new Balance(scene.sent().events(), 0, 0, 0, 0));
        } finally {
            EndOf.vertx(vertx);
        }
    }

    private static JsonObject destination(BusinessServer sick, Manner manner) {
        JsonObject destination = DestinationJson.of(sick);
        // In time on a busy machine, too.
        return manner == SLOW ? destination.put("timeout", "20s") : destination;
    }

    /** Into a group and a person channel; nobody of them is online, so that each makes a msg.offline, too. */
    private static void chat(Simulator upstream) {
        ChatCalls calls = new ChatCalls(upstream.url());
        for (String uid : List.of("u1", "u2", "u3")) {
            calls.token(uid, 1);
        }
        calls.group("g1", false, "u1", "u2", "u3");
        Blocking.await(upstream.connect("visitor", 1), Scene.LIMIT);
        for (int i = 0; i < MESSAGES; i++) {
            calls.send(
                    i % 2 == 0 ? ChatCalls.channel("g1", ChatCalls.GROUP) : ChatCalls.channel("u2", ChatCalls.PERSON),
                    "u1",
                    ChatCalls.header(false, true, false),
                    "no-" + i,
                    "text " + i);
            // v3 drops what it cannot tell at once.
            int told = i;
            await().pollInterval(Duration.ofMillis(5))
                    .until(() -> upstream.tally().requests("msg.offline") > told);
        }
    }

    /** Waits until upstream is rid of everything, and notes it. */
    private static void noteAcknowledged(Simulator upstream, Sent sent) {
        await().untilAsserted(() -> {
            assertThat(upstream.tally().acknowledged()).hasSize(MESSAGES);
            assertThat(upstream.tally().requests("msg.offline")).isGreaterThanOrEqualTo(MESSAGES);
            assertThat(upstream.tally().requests("user.onlinestatus")).isPositive();
        });
        assertThat(upstream.tally().offlineDropped()).isZero();
        for (long id : upstream.tally().acknowledged()) {
            sent.acknowledged(List.of(Item.message(id, "")));
            sent.acknowledged(List.of(new Item("msg.offline", Long.toString(id), "")));
        }
        sent.acknowledged(List.of(new Item("user.onlinestatus", "visitor-1-1-1-1-1", "")));
    }
}
