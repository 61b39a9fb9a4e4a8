package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.wkgate.store.DeadLetter;
import io.wkgate.store.DeadLetterFilter;
import io.wkgate.store.DeadLetters;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: what cannot be delivered in its time stands in the dead letters with every attempt, the last of which was made
 * when that time was over, until a person replays it, drops it, or forgets the destination.
 */
@ExtendWith(DatabaseServerExtension.class)
class GivenUpTest {

    private static final String EVENTS = "SELECT COUNT(*) FROM wkgate_event";

    private static final Destinations SHORT = Destinations.named("shop")
            .triedFor(Duration.ofSeconds(1))
            .pauses(Duration.ofMillis(10), Duration.ofMillis(20));

    /** Its pauses are longer than its time. */
    private static final Destinations PATIENT = SHORT.pauses(Duration.ofHours(1), Duration.ofHours(1));

    /** Lets one die, and returns its id. */
    private static long dead(RelayFixture relay, ConnectionDetails database) throws Exception {
        relay.receiver("shop").answers(got -> FakeReceiver.failed());
        relay.receive("g1", 1);
        return waitForDead(database);
    }

    private static long waitForDead(ConnectionDetails database) throws Exception {
        await().until(() -> Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 2") == 1);
        return Sql.number(database, "SELECT id FROM wkgate_delivery WHERE state = 2");
    }

    private static List<DeadLetter> letters(RelayFixture relay) {
        return relay.await(new DeadLetters(relay.database()).list(DeadLetterFilter.ALL, Long.MAX_VALUE, 10));
    }

    @Test
    void itStandsInTheDeadLettersWithEveryAttempt(ConnectionDetails database) throws Exception {
        try (LogCapture log = LogCapture.open();
                RelayFixture relay = RelayFixture.start(database, SHORT)) {
            long id = dead(relay, database);
            List<FakeReceiver.Got> got = relay.receiver("shop").got();

            DeliveryView view = relay.await(relay.desk().find(id)).orElseThrow();
            assertThat(view.state()).isEqualTo("dead");
            assertThat(view.event()).isEqualTo("msg.notify");
            assertThat(view.source()).isEqualTo("webhook");
            assertThat(view.destination()).isEqualTo("shop");
            assertThat(view.webhookId()).isEqualTo(got.get(0).webhookId());
            assertThat(view.attempts()).isEqualTo(got.size());
            assertThat(view.failures()).hasSize(got.size()).allSatisfy(failure -> {
                assertThat(failure.outcome()).isEqualTo("failed");
                assertThat(failure.status()).isEqualTo(500);
                assertThat(failure.detail()).isEqualTo("it answered 500");
                assertThat(failure.answer()).isEqualTo(Buffer.buffer("an answer"));
            });
            assertThat(view.request().orElseThrow().body().toString()).isEqualTo("[1]");
            assertThat(letters(relay)).singleElement().satisfies(letter -> {
                assertThat(letter.kind()).isEqualTo("delivery");
                assertThat(letter.field()).isEqualTo("shop");
                assertThat(letter.reason()).isEqualTo("it answered 500");
            });
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("ERROR"))
                    .singleElement()
                    .satisfies(
                            line -> assertThat(line).contains(view.webhookId()).contains("shop"));
            assertThat(relay.await(relay.desk().find(id + 1))).isEmpty();
        }
    }

    @Test
    void replayedItIsDeliveredUnderItsId(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, SHORT)) {
            long id = dead(relay, database);
            String webhookId = relay.receiver("shop").got().get(0).webhookId();
            relay.receiver("shop").got().clear();
            relay.receiver("shop").answers(got -> FakeReceiver.delivered());

            assertThat(relay.await(relay.desk().replay(id))).isTrue();
            await().until(() -> relay.receiver("shop").got().size() == 1);
            assertThat(relay.receiver("shop").got().get(0).webhookId()).isEqualTo(webhookId);
            assertThat(letters(relay)).isEmpty();
            await().until(() -> Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1") == 1);
            assertThat(relay.await(relay.desk().replay(id))).isFalse();
        }
    }

    @Test
    void replayedInVainItIsADeadLetterAgain(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, SHORT)) {
            long id = dead(relay, database);
            relay.await(relay.desk().replay(id));
            assertThat(waitForDead(database)).isEqualTo(id);
            assertThat(letters(relay)).hasSize(1);
        }
    }

    @Test
    void whatIsOverdueBeforeItsFirstAttemptIsTriedOnce(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.open(database, SHORT)) {
            relay.receive("g1", 1);
            relay.receive("g1", 2);
            Sql.run(database, "UPDATE wkgate_delivery SET expires_at = TIMESTAMPADD(DAY, -1, UTC_TIMESTAMP(3))");
            relay.receiver("shop")
                    .answers(got -> got.elements().contains(1) ? FakeReceiver.delivered() : FakeReceiver.failed());
            relay.start();
            waitForDead(database);
            assertThat(relay.receiver("shop").elements()).containsExactlyInAnyOrder(1, 2);
            await().until(() -> Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1") == 1);
        }
    }

    @Test
    void howeverLongThePauseItIsTriedUntilItsTimeIsOver(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, PATIENT)) {
            relay.receiver("shop")
                    .answers(got -> got.attempt() == 1 ? FakeReceiver.failed() : FakeReceiver.delivered());
            relay.receive("g1", 1);
            await().until(() -> Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1") == 1);
            assertThat(relay.receiver("shop").got()).hasSize(2);
            assertThat(letters(relay)).isEmpty();
        }
    }

    @Test
    void theAttemptWhenItsTimeIsOverIsTheLast(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, PATIENT)) {
            dead(relay, database);
            assertThat(relay.receiver("shop").got()).hasSize(2);
            assertThat(Sql.column(
                            database,
                            "SELECT a.at >= d.expires_at FROM wkgate_delivery_attempt a"
                                    + " JOIN wkgate_delivery d ON d.id = a.delivery_id ORDER BY a.id"))
                    .containsExactly("0", "1");
        }
    }

    @Test
    void whoAsksForMoreTimeThanThereIsIsAskedOnceMore(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, PATIENT)) {
            relay.receiver("shop")
                    .answers(got ->
                            got.attempt() == 1 ? FakeReceiver.busy(Duration.ofSeconds(2)) : FakeReceiver.delivered());
            relay.receive("g1", 1);
            await().until(() -> Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1") == 1);
            assertThat(relay.receiver("shop").got()).hasSize(2);
        }
    }

    @Test
    void droppedNothingOfItIsLeft(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, SHORT)) {
            long id = dead(relay, database);
            assertThat(relay.await(relay.desk().drop(id))).isTrue();
            assertThat(relay.await(relay.desk().drop(id))).isFalse();
            assertThat(letters(relay)).isEmpty();
            assertThat(Sql.number(database, EVENTS)).isZero();
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery_attempt"))
                    .isZero();
        }
    }

    @Test
    void onlyWhatIsDeadIsReplayedOrDropped(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.open(database, SHORT)) {
            relay.receive("g1", 1);
            long id = Sql.number(database, "SELECT id FROM wkgate_delivery");
            assertThat(relay.await(relay.desk().replay(id))).isFalse();
            assertThat(relay.await(relay.desk().drop(id))).isFalse();
            assertThat(Sql.number(database, "SELECT state FROM wkgate_delivery"))
                    .isZero();
        }
    }

    @Test
    void aDestinationThatIsNotConfiguredAnyMoreIsSaidAndCanBeForgotten(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, SHORT, Destinations.named("mail"))) {
            relay.receiver("mail").answers(got -> FakeReceiver.delivered());
            dead(relay, database);
            assertThat(relay.await(relay.desk().forget("shop"))).isEmpty();
        }
        try (RelayFixture relay = RelayFixture.open(database, Destinations.named("shop"))) {
            relay.receiveMany(450);
        }
        try (LogCapture log = LogCapture.open();
                RelayFixture relay = RelayFixture.open(database, Destinations.named("mail"))) {
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("WARN"))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("wkgate destinations forget shop"));
            assertThat(relay.await(relay.desk().destinations()))
                    .filteredOn(status -> !status.configured())
                    .singleElement()
                    .satisfies(status -> {
                        assertThat(status.waiting()).isEqualTo(450);
                        assertThat(status.dead()).isEqualTo(1);
                    });
            assertThat(relay.await(relay.desk().forget("nobody"))).isEmpty();
            assertThat(relay.await(relay.desk().forget("shop"))).isEqualTo(Optional.of(451));
            assertThat(letters(relay)).isEmpty();
            assertThat(relay.await(relay.desk().destinations()))
                    .extracting(DestinationStatus::name)
                    .containsExactly("mail");
            // The one that went to both is still there for the other, until housekeeping takes it.
            assertThat(Sql.number(database, EVENTS)).isEqualTo(1);
        }
    }

    @Test
    void anEventWhoseBodyIsBrokenIsADeadLetter(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.open(database, SHORT)) {
            relay.receive("user.onlinestatus", new JsonArray().add("u1-0-1-1-1-1"));
            Sql.run(database, "UPDATE wkgate_event SET body = x'0500000012345678'");
            relay.start();
            long id = waitForDead(database);
            assertThat(letters(relay))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.reason()).contains("cannot be read"));
            assertThat(relay.receiver("shop").got()).isEmpty();
            assertThat(relay.await(relay.desk().find(id)).orElseThrow().request())
                    .isEmpty();
        }
    }
}
