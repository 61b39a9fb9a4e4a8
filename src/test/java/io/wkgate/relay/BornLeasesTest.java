package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.wkgate.config.DestinationSettings.Order;
import io.wkgate.store.NewDelivery;
import io.wkgate.store.NewEvent;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: what a process commits for a destination that takes it is leased to that process from the commit on and sent
 * without being claimed; what it cannot send itself is another's at once, or, if it was killed, when the lease is over.
 */
@ExtendWith(DatabaseServerExtension.class)
class BornLeasesTest {

    private static final String BORN = "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 0 AND lease = event_id";
    private static final String LEASED = "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 0 AND lease IS NOT NULL";
    private static final String DELIVERED = "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1";

    private int ids;

    private static boolean leased(NewEvent event) {
        return event.deliveries().stream().anyMatch(NewDelivery::isLeased);
    }

    /** Events that nobody ever hears of, until one is leased. */
    private void untilLeased(RelayFixture relay) {
        await().until(() -> leased(relay.plan("g1", ++ids)));
    }

    @Test
    void itIsSentByWhoeverCommittedIt(ConnectionDetails database) throws Exception {
        Destinations destination = Destinations.named("shop");
        try (RelayFixture other = RelayFixture.start(database, destination);
                RelayFixture relay = RelayFixture.start(database, destination)) {
            untilLeased(relay);
            int first = ids;
            IntStream.range(0, 50).forEach(i -> {
                NewEvent event = relay.receive("g1", ++ids);
                assertThat(leased(event)).isTrue();
                assertThat(event.held()).isPresent();
            });
            await().untilAsserted(
                            () -> assertThat(Sql.number(database, DELIVERED)).isEqualTo(50));
            assertThat(relay.receiver("shop").elements())
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(first + 1, ids).boxed().toList());
            assertThat(other.receiver("shop").got()).isEmpty();
        }
    }

    @Test
    void whatAKilledProcessHeldIsTakenOverWhenItsLeaseIsOver(ConnectionDetails database) throws Exception {
        Destinations destination = Destinations.named("shop").atOnce(2);
        RelayFixture dead = RelayFixture.start(database, destination);
        untilLeased(dead);
        int first = ids;
        dead.receiver("shop").answersLater(got -> Future.future(never -> {}));
        IntStream.range(0, 10).forEach(i -> dead.receive("g1", ++ids));
        await().until(() -> dead.receiver("shop").got().size() == 2);
        dead.abandon();
        assertThat(Sql.number(database, BORN)).isEqualTo(10);

        try (RelayFixture alive = RelayFixture.start(database, destination)) {
            untilLeased(alive);
            assertThat(alive.receiver("shop").got()).isEmpty();
            assertThat(Sql.number(
                            database,
                            "SELECT COUNT(*) FROM wkgate_delivery WHERE due_at BETWEEN"
                                    + " TIMESTAMPADD(SECOND, 10, UTC_TIMESTAMP(3))"
                                    + " AND TIMESTAMPADD(SECOND, 35, UTC_TIMESTAMP(3))"))
                    .isEqualTo(10);
            Sql.run(database, "UPDATE wkgate_delivery SET due_at = UTC_TIMESTAMP(3)");
            await().until(() -> alive.receiver("shop").elements().size() == 10);
            assertThat(alive.receiver("shop").elements())
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(first + 1, first + 10).boxed().toList());
        }
    }

    /** As if its commit, or the way from there, had taken that long. */
    private static NewEvent heldFor(Duration time, NewEvent event) {
        NewEvent.Held held = event.held().orElseThrow();
        return new NewEvent(
                event.id(),
                event.name(),
                event.body(),
                Optional.of(new NewEvent.Held(held.body(), held.since() - time.toNanos())),
                event.deliveries());
    }

    @Test
    void whatSomebodyElseHoldsMeanwhileIsNotSent(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, Destinations.named("shop"))) {
            untilLeased(relay);
            NewEvent late = relay.store("g1", ++ids);
            // The commit was tried again for so long that its lease ran out, and another took it.
            Sql.run(
                    database,
                    "UPDATE wkgate_delivery SET lease = REPEAT('x', 16), due_at = TIMESTAMPADD(HOUR, 1, due_at)");
            relay.committed(heldFor(Destination.LEASE, late));
            relay.receive("g1", ++ids);
            await().untilAsserted(
                            () -> assertThat(Sql.number(database, DELIVERED)).isEqualTo(1));
            assertThat(relay.receiver("shop").elements()).containsExactly(ids);
            assertThat(Sql.number(database, LEASED)).isEqualTo(1);
        }
    }

    @Test
    void whatHasWaitedForTooLongIsGivenBack(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, Destinations.named("shop"))) {
            untilLeased(relay);
            NewEvent late = relay.store("g1", ++ids);
            // Claimed anew it has a lease that is long enough, and another than at its birth.
            relay.receiver("shop").answersLater(got -> Future.future(never -> {}));
            relay.committed(heldFor(Destination.HOLD, late));
            await().until(() -> relay.receiver("shop").got().size() == 1);
            assertThat(Sql.number(database, LEASED)).isEqualTo(1);
            assertThat(Sql.number(database, BORN)).isZero();
        }
    }

    /** Nobody has asked for the row's id before. */
    @Test
    void whatIsRefusedIsTriedAgainWithItsFailureNoted(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, Destinations.named("shop"))) {
            untilLeased(relay);
            relay.receiver("shop").answers(got -> FakeReceiver.failed());
            assertThat(leased(relay.receive("g1", ++ids))).isTrue();
            await().until(() -> Sql.number(
                            database,
                            "SELECT COUNT(*) FROM wkgate_delivery d JOIN wkgate_delivery_attempt a"
                                    + " ON a.delivery_id = d.id WHERE d.attempts > 0")
                    > 0);
            relay.receiver("shop").answers(got -> FakeReceiver.delivered());
            await().untilAsserted(
                            () -> assertThat(Sql.number(database, DELIVERED)).isEqualTo(1));
            assertThat(relay.receiver("shop").got().stream()
                            .map(FakeReceiver.Got::webhookId)
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void ofWhatSomebodyElseTookWhileItWasSentNothingIsNoted(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, Destinations.named("shop"))) {
            untilLeased(relay);
            Promise<AttemptResult> answer = Promise.promise();
            relay.receiver("shop").answersLater(got -> answer.future());
            relay.receive("g1", ++ids);
            await().until(() -> relay.receiver("shop").got().size() == 1);
            Sql.run(
                    database,
                    "UPDATE wkgate_delivery SET lease = REPEAT('x', 16), due_at = TIMESTAMPADD(HOUR, 1, due_at)");
            answer.complete(FakeReceiver.failed());
            relay.receiver("shop").answers(got -> FakeReceiver.delivered());
            relay.receive("g1", ++ids);
            await().untilAsserted(
                            () -> assertThat(Sql.number(database, DELIVERED)).isEqualTo(1));
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE attempts > 0"))
                    .isZero();
            assertThat(Sql.number(database, LEASED)).isEqualTo(1);
        }
    }

    @Test
    void aClosedGateHoldsNothing(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, Destinations.named("shop"))) {
            untilLeased(relay);
            relay.receiver("shop").answers(got -> FakeReceiver.failed());
            IntStream.range(0, 100).forEach(i -> relay.receive("g1", ++ids));
            await().until(() -> !leased(relay.plan("g1", ++ids)));
            await().untilAsserted(() -> assertThat(Sql.number(database, BORN)).isZero());
            relay.receiver("shop").answers(got -> FakeReceiver.delivered());
            await().untilAsserted(
                            () -> assertThat(Sql.number(database, DELIVERED)).isEqualTo(100));
        }
    }

    @Test
    void whoEndsGivesBackWhatItHasNotSent(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, Destinations.named("shop"))) {
            untilLeased(relay);
            relay.receiver("shop").answersLater(got -> Future.future(never -> {}));
            IntStream.range(0, 20).forEach(i -> relay.receive("g1", ++ids));
            await().until(() -> relay.receiver("shop").got().size() == 4);
        }
        assertThat(Sql.number(database, LEASED)).isEqualTo(4);
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE due_at <= UTC_TIMESTAMP(3)"))
                .isEqualTo(16);
    }

    @Test
    void withAnOrderNothingIsLeased(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(
                database, Destinations.named("shop"), Destinations.named("mail").inOrder(Order.CHANNEL))) {
            untilLeased(relay);
            long shop = Sql.number(database, "SELECT id FROM wkgate_destination WHERE name = 'shop'");
            assertThat(relay.plan("g1", ++ids).deliveries())
                    .hasSize(2)
                    .allSatisfy(delivery -> assertThat(delivery.isLeased()).isEqualTo(delivery.destination() == shop));
        }
    }
}
