package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The promise: a database counts as away when it has been so for longer than a moment, and until a write succeeds; a machine's
 * clock that is set meanwhile changes nothing, for it is not asked.
 */
class DatabaseWatchTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** Just before it runs over, as System.nanoTime may: it begins anywhere. */
    private long now = Long.MAX_VALUE - 1000;

    private final DatabaseWatch watch = new DatabaseWatch(() -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void aFailureIsNothingForAMomentAndThenItsReasonIsTold() {
        watch.failed("error 1290 (HY000)");
        pass(MOMENT.minusMillis(1));
        assertThat(watch.away()).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(watch.away()).contains("error 1290 (HY000)");
    }

    @Test
    void aCommitThatSucceedsEndsIt() {
        watch.failed("gone");
        pass(MOMENT);
        watch.answered();
        assertThat(watch.away()).isEmpty();
        watch.failed("gone again");
        assertThat(watch.away()).as("a moment begins anew").isEmpty();
    }

    @Test
    void aPingThatSucceedsEndsItWhereOnlyPingsFailed() {
        watch.unanswered("gone");
        pass(MOMENT);
        assertThat(watch.away()).contains("gone");
        watch.pinged();
        assertThat(watch.away()).isEmpty();
    }

    @Test
    void aPingProvesNothingWhileCommitsFail() {
        watch.failed("the table is gone");
        for (int second = 0; second < 10; second++) {
            pass(Duration.ofSeconds(1));
            watch.failed("the table is gone");
            watch.pinged();
        }
        assertThat(watch.away()).contains("the table is gone");
    }

    @Test
    void aPingEndsItWhenNothingIsLeftThatCouldFail() {
        watch.failed("gone");
        pass(Duration.ofSeconds(3));
        watch.pinged();
        assertThat(watch.away()).isEmpty();
    }

    @Test
    void aPingCountsFromTheFirstWhereNoCommitHasFailed() {
        watch.unanswered("gone");
        pass(MOMENT);
        watch.pinged();
        assertThat(watch.away()).isEmpty();
        now = Long.MIN_VALUE;
        watch.unanswered("gone");
        pass(MOMENT);
        assertThat(watch.away()).contains("gone");
        watch.pinged();
        assertThat(watch.away()).isEmpty();
    }
}
