package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.wkgate.config.DestinationSettings.Order;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: of a lane one request is open at a time, whichever replica sends it, and also when something comes before it
 * meanwhile: by a commit that took longer, or by a replay. When it is over, that goes next without delay.
 */
@ExtendWith(DatabaseServerExtension.class)
class LaneTest {

    private static final Destinations STRICT = Destinations.named("shop").inOrder(Order.STRICT);

    private static final String DELIVERED = "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1";

    /** Several looks of each replica. */
    private static final Duration WHILE = Duration.ofMillis(1500);

    /** A receiver behind both replicas that counts how many requests are open. */
    private static final class Counter {

        private int open;
        private int most;

        synchronized Future<AttemptResult> take(FakeReceiver.Got got) {
            most = Math.max(most, ++open);
            return Future.fromCompletionStage(CompletableFuture.supplyAsync(
                    this::end, CompletableFuture.delayedExecutor(2, TimeUnit.MILLISECONDS)));
        }

        private synchronized AttemptResult end() {
            open--;
            return FakeReceiver.delivered();
        }

        synchronized int most() {
            return most;
        }
    }

    /** Makes the receivers answer when the promise is kept. */
    private static Promise<AttemptResult> open(RelayFixture... replicas) {
        Promise<AttemptResult> answer = Promise.promise();
        for (RelayFixture replica : replicas) {
            replica.receiver("shop").answersLater(got -> answer.future());
        }
        return answer;
    }

    private static int sent(RelayFixture... replicas) {
        int sent = 0;
        for (RelayFixture replica : replicas) {
            sent += replica.receiver("shop").got().size();
        }
        return sent;
    }

    private static void staysAlone(RelayFixture... replicas) {
        await().during(WHILE).until(() -> sent(replicas) == 1);
    }

    private static void waitForDelivered(ConnectionDetails database, int count) {
        await().until(() -> Sql.number(database, DELIVERED) == count);
    }

    /** As many as were given up, before anything else of the lane. */
    private static List<Long> dead(RelayFixture relay, ConnectionDetails database, int count) throws Exception {
        for (int id = 1; id <= count; id++) {
            relay.store("g1", id);
        }
        Sql.run(database, "UPDATE wkgate_delivery SET state = 2");
        return ids(database);
    }

    private static List<Long> ids(ConnectionDetails database) throws Exception {
        return Sql.column(database, "SELECT id FROM wkgate_delivery ORDER BY id").stream()
                .map(Long::valueOf)
                .toList();
    }

    @Test
    void whatWasCommittedLaterUnderASmallerIdWaits(ConnectionDetails database) throws Exception {
        try (RelayFixture one = RelayFixture.open(database, STRICT);
                RelayFixture two = RelayFixture.open(database, STRICT);
                Connection slow = database.connect();
                Statement statement = slow.createStatement()) {
            dead(one, database, 1);
            slow.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO wkgate_delivery (event_id, destination, part, lane, due_at, expires_at)"
                    + " SELECT event_id, destination, 'slow', lane, due_at, expires_at FROM wkgate_delivery");
            Promise<AttemptResult> answer = open(one, two);
            one.start();
            two.start();
            two.receive("g1", 2);
            await().until(() -> sent(one, two) == 1);
            slow.commit();
            assertThat(Sql.column(database, "SELECT part FROM wkgate_delivery WHERE state = 0 ORDER BY id"))
                    .containsExactly("slow", "");
            staysAlone(one, two);
            answer.complete(FakeReceiver.delivered());
            waitForDelivered(database, 2);
        }
    }

    @Test
    void aReplayWaitsForARequestThatOutlastsItsFirstLease(ConnectionDetails database) throws Exception {
        try (RelayFixture one = RelayFixture.open(database, STRICT);
                RelayFixture two = RelayFixture.open(database, STRICT)) {
            long id = dead(one, database, 1).get(0);
            Promise<AttemptResult> answer = open(one, two);
            two.start();
            two.receive("g1", 2);
            await().until(() -> sent(two) == 1);
            Sql.run(
                    database,
                    "UPDATE wkgate_delivery SET due_at = TIMESTAMPADD(SECOND, 1, UTC_TIMESTAMP(3)) WHERE state = 0");
            one.await(one.desk().replay(id));
            Sql.run(
                    database,
                    "UPDATE wkgate_delivery SET due_at = TIMESTAMPADD(SECOND, 20, UTC_TIMESTAMP(3))"
                            + " WHERE lease IS NOT NULL");
            one.start();
            await().during(Duration.ofSeconds(2)).until(() -> sent(one, two) == 1);
            answer.complete(FakeReceiver.delivered());
            waitForDelivered(database, 2);
        }
    }

    @Test
    void whatIsReplayedGoesWhenTheRequestThatIsOpenIsOver(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.open(database, STRICT)) {
            List<Long> dead = dead(relay, database, 3);
            Promise<AttemptResult> answer = open(relay);
            relay.start();
            relay.receive("g1", 4);
            relay.receive("g1", 5);
            await().until(() -> sent(relay) == 1);
            dead.forEach(id -> relay.await(relay.desk().replay(id)));
            staysAlone(relay);
            answer.complete(FakeReceiver.delivered());
            waitForDelivered(database, 5);
            assertThat(relay.receiver("shop").elements()).containsExactly(4, 1, 2, 3, 5);
        }
    }

    @Test
    void whoClaimsWhileAnotherOfTheLaneIsBeingSentGivesItBack(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.open(database, STRICT)) {
            relay.store("g1", 1);
            relay.store("g1", 2);
            relay.store("g1", 3);
            Sql.run(database, "UPDATE wkgate_delivery SET lane = 7 WHERE id = 3");
            List<Long> ids = ids(database);
            DeliveryQueue queue = new DeliveryQueue(relay.database(), new Destination(1, STRICT.settings()));

            assertThat(relay.await(queue.claimHeads(List.of(ids.get(1)))).alone())
                    .extracting(Delivery::id)
                    .containsExactly(ids.get(1));
            assertThat(relay.await(queue.heads()))
                    .extracting(DeliveryQueue.Head::id)
                    .containsExactly(ids.get(2));
            assertThat(relay.await(queue.heads(List.of(0, 7, 9))))
                    .extracting(DeliveryQueue.Head::id)
                    .containsExactly(ids.get(2));

            DeliveryQueue.Claimed later = relay.await(queue.claimHeads(List.of(ids.get(0), ids.get(2))));
            assertThat(later.alone()).extracting(Delivery::id).containsExactly(ids.get(2));
            assertThat(later.crowded()).extracting(Delivery::id).containsExactly(ids.get(0));
            relay.await(new DeliveryChanges(relay.database(), new Destination(1, STRICT.settings()))
                    .givenBack(later.crowded()));

            // Whoever had it is dead.
            Sql.run(database, "UPDATE wkgate_delivery SET due_at = UTC_TIMESTAMP(3) WHERE lease IS NOT NULL");
            assertThat(relay.await(queue.heads(List.of(0))))
                    .extracting(DeliveryQueue.Head::id)
                    .containsExactly(ids.get(0));
            assertThat(relay.await(queue.claimHeads(List.of(ids.get(0)))).alone())
                    .hasSize(1);
        }
    }

    @Test
    void ofTwoClaimsAtOnceAtMostOneIsAlone(ConnectionDetails database) throws Exception {
        try (RelayFixture one = RelayFixture.open(database, STRICT);
                RelayFixture two = RelayFixture.open(database, STRICT)) {
            one.store("g1", 1);
            one.store("g1", 2);
            List<Long> ids = ids(database);
            Destination destination = new Destination(1, STRICT.settings());
            DeliveryQueue ofOne = new DeliveryQueue(one.database(), destination);
            DeliveryQueue ofTwo = new DeliveryQueue(two.database(), destination);
            DeliveryChanges changes = new DeliveryChanges(one.database(), destination);
            for (int round = 0; round < 200; round++) {
                Future<DeliveryQueue.Claimed> first = ofOne.claimHeads(ids.subList(0, 1));
                Future<DeliveryQueue.Claimed> second = ofTwo.claimHeads(ids.subList(1, 2));
                List<Delivery> all = new ArrayList<>();
                List<Delivery> alone = new ArrayList<>();
                for (DeliveryQueue.Claimed claimed : List.of(one.await(first), one.await(second))) {
                    alone.addAll(claimed.alone());
                    all.addAll(claimed.alone());
                    all.addAll(claimed.crowded());
                }
                assertThat(all).hasSize(2);
                assertThat(alone).hasSizeLessThan(2);
                one.await(changes.givenBack(all));
            }
        }
    }

    @Test
    void whateverIsCommittedAndReplayedMeanwhile(ConnectionDetails database) throws Exception {
        try (RelayFixture one = RelayFixture.open(database, STRICT);
                RelayFixture two = RelayFixture.open(database, STRICT)) {
            List<Long> dead = dead(one, database, 100);
            Counter counter = new Counter();
            one.receiver("shop").answersLater(counter::take);
            two.receiver("shop").answersLater(counter::take);
            one.start();
            two.start();
            List<Future<?>> all = new ArrayList<>();
            for (int id = 101; id <= 300; id++) {
                all.add((id % 2 == 0 ? one : two).receiving("g1", id));
                if (id % 2 == 0) {
                    all.add((id % 4 == 0 ? one : two).desk().replay(dead.get(300 / 2 - id / 2)));
                }
                if (id % 5 == 0) {
                    one.await(Future.all(all));
                }
            }
            await().until(() -> Sql.number(database, DELIVERED) == 300);
            assertThat(counter.most()).isEqualTo(1);
            assertThat(sent(one, two)).isEqualTo(300);
            assertThat(sent(one)).isBetween(1, 299);
        }
    }
}
