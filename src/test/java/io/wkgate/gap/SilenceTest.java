package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The promise: a silence is looked into, ever more rarely while it is only quiet, and a sweep is wanted once an hour at most. */
class SilenceTest {

    private final SettableClock clock = new SettableClock();
    private final Silence silence = new Silence(clock);

    private int looksInADay(boolean missed) {
        int looks = 0;
        for (int minute = 0; minute < 60 * 24; minute++) {
            clock.advance(Duration.ofMinutes(1));
            if (silence.due()) {
                silence.looked(missed);
                looks++;
            }
        }
        return looks;
    }

    @Test
    void aMinuteOfItIsLookedInto() {
        clock.advance(Duration.ofSeconds(59));
        assertThat(silence.due()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(silence.due()).isTrue();
    }

    @Test
    void whileEventsComeThereIsNone() {
        for (int second = 0; second < 600; second += 50) {
            clock.advance(Duration.ofSeconds(50));
            assertThat(silence.due()).isFalse();
            silence.came(clock.instant());
        }
    }

    @Test
    void itIsLookedIntoEverMoreRarelyWhileItIsOnlyQuiet() {
        // After 1, 2, 4 … 32 and then every 60 minutes.
        assertThat(looksInADay(false)).isBetween(28, 30);
    }

    @Test
    void itWantsASweepOnceAnHourWhileSomethingIsMissed() {
        assertThat(looksInADay(true)).isBetween(22, 24);
    }

    @Test
    void whatWasMissedIsAnOutageSinceTheLastEvent() {
        Instant begin = clock.instant();
        clock.advance(Duration.ofSeconds(70));
        Trouble.Outage outage = silence.looked(true).orElseThrow();
        assertThat(outage.reason()).isEqualTo("WuKongIM has messages, and told of none for 70 s");
        assertThat(outage.begin()).isEqualTo(begin);
        assertThat(outage.everyGatewaySeesIt()).isTrue();
        assertThat(silence.looked(false)).isEmpty();
    }

    @Test
    void itsEndIsToldOnceIfSomethingWasMissed() {
        Instant begin = clock.instant();
        clock.advance(Duration.ofSeconds(70));
        silence.looked(true);
        clock.advance(Duration.ofSeconds(30));
        assertThat(silence.came(clock.instant())).contains(begin);
        clock.advance(Duration.ofSeconds(30));
        assertThat(silence.came(clock.instant())).isEmpty();
        clock.advance(Duration.ofSeconds(70));
        silence.looked(false);
        assertThat(silence.came(clock.instant())).isEmpty();
    }

    @Test
    void itsLengthIsToldWhileSomethingWasMissedAndNothingCame() {
        clock.advance(Duration.ofSeconds(70));
        silence.looked(false);
        assertThat(silence.missedForSeconds()).isZero();
        silence.looked(true);
        assertThat(silence.missedForSeconds()).isEqualTo(70);
        clock.advance(Duration.ofSeconds(30));
        assertThat(silence.missedForSeconds()).isEqualTo(100);
        silence.came(clock.instant());
        assertThat(silence.missedForSeconds()).isZero();
    }

    @Test
    void eventsThatComeAgainDoNotBringTheNextSweepForward() {
        clock.advance(Duration.ofSeconds(70));
        silence.looked(true);
        clock.advance(Duration.ofSeconds(30));
        silence.came(clock.instant());
        clock.advance(Duration.ofMinutes(30));
        assertThat(silence.due()).isFalse();
        clock.advance(Duration.ofMinutes(30));
        assertThat(silence.due()).isTrue();
    }

    @Test
    void anAgeThatIsInexactIsNoNewEvent() {
        clock.advance(Duration.ofSeconds(70));
        silence.looked(true);
        assertThat(silence.came(clock.instant().minus(Duration.ofSeconds(70)).plusMillis(300)))
                .isEmpty();
    }
}
