package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The promise: a delivery that a dead replica had in hand is another's within 30 s, whatever its destination's time-out is. */
class TakeOverTest {

    @Test
    void aDelivery() {
        assertThat(Destination.LEASE.plusMillis(DeliveryWorker.PERIOD_MILLIS))
                .isLessThanOrEqualTo(Duration.ofSeconds(30));
    }
}
