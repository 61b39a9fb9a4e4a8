package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.config.SettingsLoader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The promise: what a dead replica was finding, repairing, sweeping or leading is another's within 30 s, by default. */
class TakeOverTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Duration lease = SettingsLoader.load(null, Map.of()).gap().lease();

    @Test
    void findingGaps() {
        assertThat(Finder.LEASED.plusMillis(Finder.PERIOD_MILLIS)).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void seeingToOutages() {
        assertThat(OutageWatch.LEAD.plusMillis(OutageWatch.RARELY * OutageWatch.PERIOD_MILLIS))
                .isLessThanOrEqualTo(LIMIT);
        assertThat(OutageWatch.LEAD).isGreaterThan(Duration.ofMillis(OutageWatch.RARELY * OutageWatch.PERIOD_MILLIS));
    }

    @Test
    void repairingAChannel() {
        assertThat(lease.plusMillis(RepairWorker.PERIOD_MILLIS)).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void aSweep() {
        assertThat(lease.plusMillis(SweepRunner.PERIOD_MILLIS)).isLessThanOrEqualTo(LIMIT);
    }
}
