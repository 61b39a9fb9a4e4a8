package io.wkgate.relay;

import java.util.function.LongSupplier;

/**
 * How many deliveries are worth claiming at once: more while they are sent in no time, for three statements are needed
 * however many they are, and fewer when they wait for their turn or have large bodies.
 */
final class ClaimSize {

    private static final int MOST = 64;
    private static final int FEW = 2;
    private static final long HEAVY_BYTES = 4L << 20;
    private static final long SOON_NANOS = 1_000_000_000;

    private final int least;
    private final LongSupplier nanos;
    private int size;
    private long last;

    /**
     * @param least as many as can be sent at once
     * @param nanos a clock such as {@link System#nanoTime}
     */
    ClaimSize(int least, LongSupplier nanos) {
        this.least = least;
        this.nanos = nanos;
        size = least;
        last = nanos.getAsLong();
    }

    /** The one before is nearly sent; how many to claim now. */
    int next() {
        long now = nanos.getAsLong();
        boolean soon = now - last < SOON_NANOS;
        last = now;
        size = soon ? Math.min(Math.max(MOST, least), size * 2) : Math.max(Math.min(size, least), size / 2);
        return size;
    }

    /** How large the bodies of a claim are is known when it is made; those behind it are probably as large. */
    void claimed(long bytes) {
        if (bytes > HEAVY_BYTES) {
            size = Math.min(FEW, least);
        }
    }
}
