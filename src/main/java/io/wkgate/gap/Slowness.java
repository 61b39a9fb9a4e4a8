package io.wkgate.gap;

import java.util.concurrent.TimeUnit;

/** How many times rarer somebody is asked because he is slow or fails. Thread-safe. */
final class Slowness {

    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final double MOST = 64;

    /** It gets worse faster than it gets better. */
    private static final double WORSE = 2;

    private static final double BETTER = 0.8;

    private double factor = 1;

    synchronized void took(long nanos, boolean failed) {
        boolean slow = failed || nanos > SLOW_NANOS;
        factor = slow ? Math.min(MOST, factor * WORSE) : Math.max(1, factor * BETTER);
    }

    synchronized double factor() {
        return factor;
    }
}
