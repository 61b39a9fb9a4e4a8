package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: whatever a receiver does, every event reaches it at least once, under one webhook-id however often it is
 * tried, and one that fails is tried later and costs no other.
 */
@ExtendWith(DatabaseServerExtension.class)
class AtLeastOnceTest {

    @Test
    void whatFailsAtFirstIsDeliveredUnderTheSameId(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, Destinations.named("shop"))) {
            Set<String> tried = ConcurrentHashMap.newKeySet();
            // Every fourth fails the first time: the circuit stays closed.
            relay.receiver("shop")
                    .answers(got -> (int) got.elements().get(0) % 4 == 0 && tried.add(got.webhookId())
                            ? FakeReceiver.failed()
                            : FakeReceiver.delivered());
            relay.receiveMany(200);

            await().untilAsserted(() -> assertThat(
                            Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1"))
                    .isEqualTo(200));
            assertThat(relay.receiver("shop").elements()).hasSize(250);
            assertThat(relay.receiver("shop").got().stream()
                            .collect(Collectors.groupingBy(FakeReceiver.Got::webhookId, Collectors.counting())))
                    .hasSize(200)
                    .allSatisfy((id, count) -> assertThat(count).isEqualTo(tried.contains(id) ? 2 : 1));
            assertThat(relay.receiver("shop").elements().stream().distinct()).hasSize(200);
            assertThat(relay.receiver("shop").got())
                    .allSatisfy(got -> assertThat(got.webhookId()).matches("evt_[0-9a-f]{32}"));
            assertThat(relay.metric("wkgate.relay.delivered", "shop")).isEqualTo(200);
            assertThat(relay.metric("wkgate.relay.attempts", "shop")).isEqualTo(250);
            assertThat(relay.metric("wkgate.relay.failed", "shop", "outcome", "failed"))
                    .isEqualTo(50);
            assertThat(relay.metric("wkgate.relay.failed", "shop", "outcome", "timed_out"))
                    .isZero();
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery_attempt"))
                    .isEqualTo(50);
        }
    }

    @Test
    void onePoisonedEventCostsNoOtherAndIsSaidOnce(ConnectionDetails database) throws Exception {
        try (LogCapture log = LogCapture.open();
                RelayFixture relay = RelayFixture.start(database, Destinations.named("shop"))) {
            relay.receiver("shop")
                    .answers(got -> got.elements().contains(7) ? FakeReceiver.failed() : FakeReceiver.delivered());
            relay.receiveMany(100);

            await().untilAsserted(() -> assertThat(
                            Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1"))
                    .isEqualTo(99));
            assertThat(Sql.number(database, "SELECT attempts FROM wkgate_delivery WHERE state = 0"))
                    .isPositive();
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("destination shop fails"))
                    .hasSize(1);
        }
    }
}
