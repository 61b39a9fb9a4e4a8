package io.wkgate.gap;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many times rarer somebody is asked because he is slow or fails. Where nothing more is heard of him, that falls
 * with time: nobody may have had anything to ask. Thread-safe.
 */
final class Slowness {

    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final double MOST = 64;

    /** It gets worse faster than it gets better. */
    private static final double WORSE = 2;

    private static final double BETTER = 0.8;

    /** As long without news counts as one good answer. */
    private static final long FORGOTTEN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LongSupplier clock;
    private double factor = 1;
    private long heardAt;

    /** @param clock nanoseconds since whenever */
    Slowness(LongSupplier clock) {
        this.clock = clock;
        heardAt = clock.getAsLong();
    }

    synchronized void took(long nanos, boolean failed) {
        boolean slow = failed || nanos > SLOW_NANOS;
        factor = slow ? Math.min(MOST, factor() * WORSE) : Math.max(1, factor() * BETTER);
        heardAt = clock.getAsLong();
    }

    synchronized double factor() {
        long forgotten = (clock.getAsLong() - heardAt) / FORGOTTEN_NANOS;
        return Math.max(1, factor * Math.pow(BETTER, forgotten));
    }
}
