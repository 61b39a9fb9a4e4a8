package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: a receiver that asks to be left alone is left alone that long, but no longer than the longest pause. */
@ExtendWith(DatabaseServerExtension.class)
class BusyTest {

    private static final Duration ASKED = Duration.ofMillis(1200);

    @Test
    void nothingIsSentMeanwhile(ConnectionDetails database) {
        Destinations destination =
                Destinations.named("shop").atOnce(1).pauses(Duration.ofMillis(10), Duration.ofSeconds(10));
        try (RelayFixture relay = RelayFixture.start(database, destination)) {
            AtomicLong firstRefused = new AtomicLong();
            List<Long> later = Collections.synchronizedList(new ArrayList<>());
            relay.receiver("shop").answers(got -> {
                if (firstRefused.compareAndSet(0, System.nanoTime())) {
                    return FakeReceiver.busy(ASKED);
                }
                later.add(System.nanoTime() - firstRefused.get());
                return FakeReceiver.delivered();
            });
            relay.receiveMany(5);
            await().until(() -> later.size() == 5);
            assertThat(later)
                    .allSatisfy(nanos -> assertThat(Duration.ofNanos(nanos)).isGreaterThanOrEqualTo(ASKED));
            assertThat(relay.metric("wkgate.relay.failed", "shop", "outcome", "busy"))
                    .isEqualTo(1);
        }
    }

    @Test
    void whoAsksForADayGetsTheLongestPause(ConnectionDetails database) {
        Destinations destination = Destinations.named("shop").pauses(Duration.ofMillis(10), Duration.ofMillis(300));
        try (RelayFixture relay = RelayFixture.start(database, destination)) {
            relay.receiver("shop")
                    .answers(got ->
                            got.attempt() == 1 ? FakeReceiver.busy(Duration.ofDays(1)) : FakeReceiver.delivered());
            relay.receive("g1", 1);
            await().until(() -> relay.receiver("shop").got().size() == 2);
        }
    }
}
