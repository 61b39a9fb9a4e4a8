package io.wkgate.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The promise: the database's clock goes on evenly from what it said, whatever becomes of the process's own meanwhile. */
class DatabaseClockTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final SettableClock own = new SettableClock();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final DatabaseClock clock = new DatabaseClock(own, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void beforeItWasAskedItIsTheOwnOne() {
        assertThat(clock.instant()).isEqualTo(own.instant());
    }

    @Test
    void aStepOfTheOwnClockIsNone() {
        clock.measured(NOON, nanos.get());
        own.advance(Duration.ofHours(1));
        pass(Duration.ofSeconds(2));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
        own.advance(Duration.ofHours(-2));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
    }

    @Test
    void anAnswerCountsForWhenItWasGiven() {
        long asked = nanos.get();
        pass(Duration.ofSeconds(1));
        clock.measured(NOON, asked);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void itFollowsTheDatabasesButNotByATrifle() {
        clock.measured(NOON, nanos.get());
        clock.measured(NOON.plusMillis(500), nanos.get());
        assertThat(clock.instant()).isEqualTo(NOON);
        clock.measured(NOON.minusMillis(501), nanos.get());
        assertThat(clock.instant()).isEqualTo(NOON.minusMillis(501));
    }
}
