package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promise: pauses double up to the longest, vary by up to a half, and are no shorter than the receiver asks for. */
class RetryScheduleTest {

    private static final Destinations SETTINGS =
            Destinations.named("shop").pauses(Duration.ofSeconds(1), Duration.ofHours(1));

    private static Duration pause(double chance, int failures, Optional<Duration> asked) {
        return new RetrySchedule(SETTINGS.settings(), () -> chance).pause(failures, asked);
    }

    @Test
    void theyDoubleUpToTheLongest() {
        assertThat(pause(0, 0, Optional.empty())).isEqualTo(Duration.ofSeconds(1));
        assertThat(pause(0, 1, Optional.empty())).isEqualTo(Duration.ofSeconds(2));
        assertThat(pause(0, 5, Optional.empty())).isEqualTo(Duration.ofSeconds(32));
        assertThat(pause(0, 12, Optional.empty())).isEqualTo(Duration.ofHours(1));
        assertThat(pause(0, Integer.MAX_VALUE, Optional.empty())).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void chanceTakesUpToAHalf() {
        assertThat(pause(0.5, 2, Optional.empty())).isEqualTo(Duration.ofSeconds(3));
        assertThat(pause(0.999, 2, Optional.empty())).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2010));
    }

    @Test
    void whatIsAskedForCountsIfItIsLongerUpToTheLongest() {
        assertThat(pause(0, 0, Optional.of(Duration.ofSeconds(90)))).isEqualTo(Duration.ofSeconds(90));
        assertThat(pause(0, 8, Optional.of(Duration.ofSeconds(90)))).isEqualTo(Duration.ofSeconds(256));
        assertThat(pause(0, 0, Optional.of(Duration.ofDays(2)))).isEqualTo(Duration.ofHours(1));
    }
}
