package io.wkgate.relay;

/**
 * Who waits for an acknowledgement goes before who waits for a delivery: while events wait for their commit, a destination
 * has one request open at a time. But no longer than its deliveries are late by {@link #LONGEST_MILLIS}. Thread-safe.
 */
final class IntakeFirst {

    private static final long LONGEST_MILLIS = 5_000;

    private volatile boolean waits;

    void waits(boolean nowWaits) {
        waits = nowWaits;
    }

    /**
     * How many requests a destination may have open.
     *
     * @param most how many it may have at other times
     * @param lateMillis how old the event was that it got last
     */
    int atOnce(int most, long lateMillis) {
        return waits && lateMillis < LONGEST_MILLIS ? 1 : most;
    }
}
