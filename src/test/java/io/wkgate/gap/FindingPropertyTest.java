package io.wkgate.gap;

import static org.junit.jupiter.api.Assertions.fail;

import io.wkgate.gap.FindingWorld.Trouble;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The promise: whatever is lost, doubled, reordered or cut off by a crash, in the end everything is stored that upstream has
 * and that was sent since gaps are found; and what only came in another order within the grace period is no gap.
 */
class FindingPropertyTest {

    private static final Instant SINCE = Instant.parse("2026-11-22T00:00:00Z");
    private static final int CASES = 1000;
    private static final int STEPS = 60;

    private static void holds(Trouble trouble) {
        long first = System.nanoTime();
        System.out.println("seeds from " + first + " with " + trouble);
        for (long seed = first; seed < first + CASES; seed++) {
            holds(seed, trouble);
        }
    }

    private static void holds(long seed, Trouble trouble) {
        try {
            new FindingWorld(seed, trouble, new MemoryTables(SINCE), SINCE).run(STEPS);
        } catch (AssertionError | RuntimeException e) {
            fail("seed " + seed + " with " + trouble + ": " + e.getMessage(), e);
        }
    }

    @Test
    void reorderedAndDoubled() {
        holds(new Trouble(false, false, false));
    }

    @Test
    void lost() {
        holds(new Trouble(true, false, false));
    }

    @Test
    void lostInChannelsThatAreOlderThanWkgate() {
        holds(new Trouble(true, false, true));
    }

    @Test
    void begunAnew() {
        holds(new Trouble(true, true, false));
    }

    @Test
    void allAtOnce() {
        holds(new Trouble(true, true, true));
    }

    @Test
    void seedsThatOnceFailed() {
        for (long seed = 0; seed < 200; seed++) {
            holds(seed, new Trouble(true, true, true));
        }
    }
}
