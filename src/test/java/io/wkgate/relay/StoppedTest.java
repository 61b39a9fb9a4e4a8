package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: a destination that answers 410, or that an operator stops, gets nothing more from any replica, loses nothing,
 * and gets all of it when it is started again.
 */
@ExtendWith(DatabaseServerExtension.class)
class StoppedTest {

    private static DestinationStatus status(RelayFixture relay) {
        return relay.await(relay.desk().destinations()).get(0);
    }

    @Test
    void after410EveryReplicaWaitsUntilItIsStarted(ConnectionDetails database) throws Exception {
        Destinations destination = Destinations.named("shop");
        try (LogCapture log = LogCapture.open();
                RelayFixture one = RelayFixture.start(database, destination);
                RelayFixture two = RelayFixture.start(database, destination)) {
            one.receiver("shop").answers(got -> FakeReceiver.gone());
            two.receiver("shop").answers(got -> FakeReceiver.gone());
            one.receive("g1", 1);
            await().until(() -> status(two).stoppedAt().isPresent());
            assertThat(status(two).reason()).contains("410");
            await().untilAsserted(() -> {
                assertThat(one.metric("wkgate.relay.stopped", "shop")).isEqualTo(1);
                assertThat(two.metric("wkgate.relay.stopped", "shop")).isEqualTo(1);
            });
            int tried = one.receiver("shop").got().size()
                    + two.receiver("shop").got().size();

            IntStream.rangeClosed(2, 20).forEach(id -> (id % 2 == 0 ? one : two).receive("g1", id));
            await().during(Duration.ofMillis(1500))
                    .until(() -> one.receiver("shop").got().size()
                                    + two.receiver("shop").got().size()
                            == tried);
            assertThat(Sql.number(
                            database,
                            "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 0 AND due_at <= UTC_TIMESTAMP(3)"))
                    .isEqualTo(20);
            assertThat(status(one).waiting()).isEqualTo(20);
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("is stopped"))
                    .hasSize(1);

            one.receiver("shop").answers(got -> FakeReceiver.delivered());
            two.receiver("shop").answers(got -> FakeReceiver.delivered());
            assertThat(one.await(one.desk().start("shop"))).isTrue();
            await().untilAsserted(() -> assertThat(
                            Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1"))
                    .isEqualTo(20));
            assertThat(status(two).stoppedAt()).isEmpty();
        }
    }

    @Test
    void anOperatorStopsAndStarts(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.open(database, Destinations.named("shop"), Destinations.named("mail"))) {
            assertThat(relay.await(relay.desk().stop("shop", "moved"))).isTrue();
            assertThat(relay.await(relay.desk().stop("nobody", "moved"))).isFalse();
            assertThat(relay.await(relay.desk().start("nobody"))).isFalse();
            relay.start();
            relay.receiveMany(10);
            await().until(() -> relay.receiver("mail").got().size() == 10);
            assertThat(relay.receiver("shop").got()).isEmpty();
            assertThat(relay.await(relay.desk().destinations()))
                    .filteredOn(status -> status.name().equals("shop"))
                    .singleElement()
                    .satisfies(status -> {
                        assertThat(status.reason()).isEqualTo("moved");
                        assertThat(status.configured()).isTrue();
                        assertThat(status.circuit()).isEqualTo("closed");
                    });
            relay.await(relay.desk().start("shop"));
            await().until(() -> relay.receiver("shop").got().size() == 10);
        }
    }
}
