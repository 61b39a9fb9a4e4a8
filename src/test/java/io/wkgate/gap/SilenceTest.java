package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The promise: messages that WuKongIM took in and told of none are noticed, and a system that is quiet, or has only messages
 * that are never told, does not make it cry again and again.
 */
class SilenceTest {

    private final SettableClock clock = new SettableClock();
    private final Silence silence = new Silence(clock);

    private void advance(Duration time) {
        clock.advance(time);
    }

    private void came() {
        silence.came(clock.instant());
    }

    /** Many messages and a long time. */
    private boolean suspiciousAfterMany() {
        silence.counted(50);
        advance(Duration.ofSeconds(70));
        silence.counted(50);
        return silence.suspicious();
    }

    @Test
    void manyMessagesForALongTimeAreSuspicious() {
        Instant begin = clock.instant();
        assertThat(suspiciousAfterMany()).isTrue();
        Trouble.Outage outage = silence.fire(false);
        assertThat(outage.reason()).isEqualTo("WuKongIM took in 100 messages and told of none for 70 s");
        assertThat(outage.begin()).isEqualTo(begin);
        assertThat(outage.everyGatewaySeesIt()).isTrue();
    }

    @Test
    void fewMessagesAreNot() {
        advance(Duration.ofHours(5));
        silence.counted(19);
        assertThat(silence.suspicious()).isFalse();
    }

    @Test
    void aShortTimeIsNot() {
        advance(Duration.ofSeconds(59));
        silence.counted(1000);
        assertThat(silence.suspicious()).isFalse();
    }

    @Test
    void neitherIsAnythingWhileEventsCome() {
        for (int minute = 0; minute < 60; minute++) {
            advance(Duration.ofMinutes(1));
            came();
            silence.counted(1000);
            assertThat(silence.suspicious()).isFalse();
        }
    }

    @Test
    void whatWasCountedTogetherWithWhatCameIsForgotten() {
        advance(Duration.ofMinutes(5));
        came();
        silence.counted(1000);
        advance(Duration.ofMinutes(5));
        silence.counted(10);
        assertThat(silence.suspicious()).isFalse();
    }

    @Test
    void itCriesEverMoreRarelyWhileNothingIsFound() {
        assertThat(suspiciousAfterMany()).isTrue();
        silence.fire(false);
        int cries = 0;
        for (int minute = 0; minute < 60 * 24 * 7; minute++) {
            advance(Duration.ofMinutes(1));
            silence.counted(1000);
            if (silence.suspicious()) {
                silence.fire(false);
                cries++;
            }
        }
        // After 1, 2, 4, 8, 16 and then every 24 hours.
        assertThat(cries).isBetween(5, 11);
    }

    @Test
    void itCriesEveryHourWhileThereIsSomethingToFind() {
        assertThat(suspiciousAfterMany()).isTrue();
        silence.fire(false);
        int cries = 0;
        for (int minute = 0; minute < 60 * 24; minute++) {
            advance(Duration.ofMinutes(1));
            silence.counted(1000);
            if (silence.suspicious()) {
                silence.fire(true);
                cries++;
            }
        }
        assertThat(cries).isBetween(22, 24);
    }

    @Test
    void theEndOfASilenceIsToldOnceIfItWasSuspicious() {
        Instant begin = clock.instant();
        assertThat(suspiciousAfterMany()).isTrue();
        silence.fire(false);
        advance(Duration.ofSeconds(30));
        assertThat(silence.came(clock.instant())).contains(begin);
        advance(Duration.ofSeconds(30));
        assertThat(silence.came(clock.instant())).isEmpty();
    }

    @Test
    void anAgeThatIsInexactIsNoNewEvent() {
        assertThat(suspiciousAfterMany()).isTrue();
        silence.fire(false);
        assertThat(silence.came(clock.instant().minus(Duration.ofSeconds(70)).plusMillis(300)))
                .isEmpty();
    }
}
