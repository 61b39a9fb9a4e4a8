package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The promise: a database counts as away when it has been so for longer than a moment, and until a write succeeds. */
class DatabaseWatchTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final SettableClock clock = new SettableClock();
    private final DatabaseWatch watch = new DatabaseWatch(clock);

    @Test
    void aFailureIsNothingForAMomentAndThenItsReasonIsTold() {
        watch.failed("error 1290 (HY000)");
        clock.advance(MOMENT.minusMillis(1));
        assertThat(watch.away()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(watch.away()).contains("error 1290 (HY000)");
    }

    @Test
    void aCommitThatSucceedsEndsIt() {
        watch.failed("gone");
        clock.advance(MOMENT);
        watch.answered();
        assertThat(watch.away()).isEmpty();
        watch.failed("gone again");
        assertThat(watch.away()).as("a moment begins anew").isEmpty();
    }

    @Test
    void aPingThatSucceedsEndsItWhereOnlyPingsFailed() {
        watch.unanswered("gone");
        clock.advance(MOMENT);
        assertThat(watch.away()).contains("gone");
        watch.pinged();
        assertThat(watch.away()).isEmpty();
    }

    @Test
    void aPingProvesNothingWhileCommitsFail() {
        watch.failed("the table is gone");
        for (int second = 0; second < 10; second++) {
            clock.advance(Duration.ofSeconds(1));
            watch.failed("the table is gone");
            watch.pinged();
        }
        assertThat(watch.away()).contains("the table is gone");
    }

    @Test
    void aPingEndsItWhenNothingIsLeftThatCouldFail() {
        watch.failed("gone");
        clock.advance(Duration.ofSeconds(3));
        watch.pinged();
        assertThat(watch.away()).isEmpty();
    }
}
