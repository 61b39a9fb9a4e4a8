package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The promise: a worker that sends fast claims more at once, up to a bound, and a slow one no more than it can send at once. */
class ClaimSizeTest {

    private long now = 1;
    private final ClaimSize size = new ClaimSize(4, () -> now);

    @Test
    void itDoublesUpToTheBound() {
        assertThat(IntStream.range(0, 6).map(i -> size.next())).containsExactly(8, 16, 32, 64, 64, 64);
    }

    @Test
    void itHalvesWhenItsSendingTakesLong() {
        IntStream.range(0, 6).forEach(i -> size.next());
        assertThat(IntStream.range(0, 6).map(i -> {
                    now += 1_000_000_000;
                    return size.next();
                }))
                .containsExactly(32, 16, 8, 4, 4, 4);
    }

    @Test
    void itFallsBackWhenBodiesAreLargeAndComesBackWhenTheyAreNot() {
        IntStream.range(0, 6).forEach(i -> size.next());
        size.claimed(64 * 65_536);
        assertThat(size.next()).isEqualTo(64);
        size.claimed(64 << 20);
        assertThat(size.next()).isEqualTo(4);
        size.claimed(4 << 20);
        assertThat(size.next()).isEqualTo(8);
        size.claimed(8 << 20);
        now += 1_000_000_000;
        assertThat(size.next()).isEqualTo(2);
        size.claimed(0);
        assertThat(IntStream.range(0, 6).map(i -> size.next())).containsExactly(4, 8, 16, 32, 64, 64);
    }

    @Test
    void manyAtOnceAreNotClaimedAtOnceWhenTheyAreLarge() {
        ClaimSize many = new ClaimSize(100, () -> now);
        many.claimed(100 << 20);
        now += 1_000_000_000;
        assertThat(many.next()).isEqualTo(2);
    }

    @Test
    void itIsElseNeverLessThanCanBeSentAtOnce() {
        assertThat(new ClaimSize(100, () -> now).next()).isEqualTo(100);
    }
}
