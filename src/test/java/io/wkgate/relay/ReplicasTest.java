package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: replicas share the work without sending anything twice while nothing fails, and what a dead one had in hand
 * is another's when its lease is over.
 */
@ExtendWith(DatabaseServerExtension.class)
class ReplicasTest {

    @Test
    void twoDeliverEachOnce(ConnectionDetails database) throws Exception {
        Destinations destination = Destinations.named("shop").atOnce(16);
        try (RelayFixture one = RelayFixture.open(database, destination);
                RelayFixture two = RelayFixture.open(database, destination)) {
            one.receiveMany(1000);
            one.start();
            two.start();
            await().untilAsserted(() -> assertThat(
                            Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1"))
                    .isEqualTo(1000));
            List<Object> all = new ArrayList<>(one.receiver("shop").elements());
            all.addAll(two.receiver("shop").elements());
            assertThat(all).hasSize(1000).doesNotHaveDuplicates();
            assertThat(one.receiver("shop").got()).isNotEmpty();
            assertThat(two.receiver("shop").got()).isNotEmpty();
        }
    }

    @Test
    void whatADeadReplicaHadInHandIsTakenOver(ConnectionDetails database) throws Exception {
        Destinations destination = Destinations.named("shop");
        RelayFixture dead = RelayFixture.start(database, destination);
        dead.receiver("shop").answersLater(got -> Future.future(never -> {}));
        dead.receiveMany(4);
        await().until(() -> dead.receiver("shop").got().size() == 4);
        dead.abandon();

        try (RelayFixture alive = RelayFixture.start(database, destination)) {
            alive.receive("g1", 5);
            await().until(() -> Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1") == 1);
            assertThat(Sql.number(
                            database,
                            "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 0 AND due_at BETWEEN"
                                    + " TIMESTAMPADD(SECOND, 20, UTC_TIMESTAMP(3))"
                                    + " AND TIMESTAMPADD(SECOND, 35, UTC_TIMESTAMP(3))"))
                    .isEqualTo(4);
            Sql.run(database, "UPDATE wkgate_delivery SET due_at = UTC_TIMESTAMP(3) WHERE state = 0");
            await().until(() -> alive.receiver("shop").got().size() == 5);
            assertThat(alive.receiver("shop").elements()).containsExactlyInAnyOrder(5, 1, 2, 3, 4);
        }
    }

    @Test
    void aDrainingReplicaFinishesWhatItHasAndTakesNothingMore(ConnectionDetails database) throws Exception {
        Destinations destination = Destinations.named("shop").atOnce(2);
        try (RelayFixture relay = RelayFixture.open(database, destination)) {
            List<Promise<AttemptResult>> open = new ArrayList<>();
            relay.receiver("shop").answersLater(got -> {
                synchronized (open) {
                    Promise<AttemptResult> answer = Promise.promise();
                    open.add(answer);
                    return answer.future();
                }
            });
            relay.receiveMany(6);
            relay.start();
            await().until(() -> relay.receiver("shop").got().size() == 2);
            Future<Void> drained = relay.relay().drain(Duration.ofSeconds(30));
            synchronized (open) {
                open.forEach(answer -> answer.complete(FakeReceiver.delivered()));
            }
            relay.await(drained);
            assertThat(relay.receiver("shop").got()).hasSize(2);
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1"))
                    .isEqualTo(2);
        }
    }
}
