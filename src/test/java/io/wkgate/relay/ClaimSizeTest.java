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
    void itIsNeverLessThanCanBeSentAtOnce() {
        assertThat(new ClaimSize(100, () -> now).next()).isEqualTo(100);
    }
}
