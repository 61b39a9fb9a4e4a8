package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: a destination that is dead or hangs delays no other, and while nothing of it can be delivered nothing is
 * claimed in vain.
 */
@ExtendWith(DatabaseServerExtension.class)
class IndependenceTest {

    @Test
    void oneHangsAndOneFailsAndTheThirdGetsAll(ConnectionDetails database) throws Exception {
        try (LogCapture log = LogCapture.open();
                RelayFixture relay = RelayFixture.start(
                        database,
                        Destinations.named("hangs"),
                        Destinations.named("fails").pauses(Duration.ofMinutes(10), Duration.ofHours(1)),
                        Destinations.named("works"))) {
            relay.receiver("hangs").answersLater(got -> Future.future(never -> {}));
            relay.receiver("fails").answers(got -> FakeReceiver.failed());
            relay.receiveMany(300);

            await().until(() -> relay.receiver("works").elements().size() >= 300);
            assertThat(relay.receiver("works").elements()).doesNotHaveDuplicates();
            assertThat(relay.receiver("hangs").got()).hasSize(4);
            await().untilAsserted(() ->
                    assertThat(relay.metric("wkgate.relay.circuit", "fails")).isEqualTo(1));
            assertThat(relay.metric("wkgate.relay.circuit", "works")).isZero();

            // The circuit is open: what was not tried yet is as due as it was.
            assertThat(relay.receiver("fails").got()).hasSizeBetween(10, 13);
            assertThat(Sql.number(
                            database,
                            "SELECT COUNT(*) FROM wkgate_delivery d JOIN wkgate_destination t ON t.id = d.destination"
                                    + " WHERE t.name = 'fails' AND d.attempts = 0 AND d.due_at <= UTC_TIMESTAMP(3)"))
                    .isBetween(287L, 290L);
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("WARN") && line.contains("fails"))
                    .hasSize(1);
        }
    }

    @Test
    void whenItIsBackEverythingGoesOutAndTheLogSaysSo(ConnectionDetails database) throws Exception {
        try (LogCapture log = LogCapture.open();
                RelayFixture relay = RelayFixture.start(database, Destinations.named("shop"))) {
            relay.receiver("shop").answers(got -> FakeReceiver.failed());
            relay.receiveMany(100);
            await().untilAsserted(() ->
                    assertThat(relay.metric("wkgate.relay.circuit", "shop")).isPositive());

            relay.receiver("shop").answers(got -> FakeReceiver.delivered());
            await().untilAsserted(() -> assertThat(
                            Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1"))
                    .isEqualTo(100));
            await().untilAsserted(() ->
                    assertThat(relay.metric("wkgate.relay.circuit", "shop")).isZero());
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("destination shop takes deliveries again"))
                    .hasSize(1);
        }
    }
}
