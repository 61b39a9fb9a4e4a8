package io.wkgate.gap;

/** How many arrivals are merged at once: as many as one transaction may hold, by what they were like until now. */
final class BatchSize {

    private static final int FIRST = 128;
    private static final int MOST = 4096;

    /** About 300,000 numbers: a channel is written once for all that came of it. */
    private static final long BYTES = 12L << 20;

    private int limit = FIRST;

    int limit() {
        return limit;
    }

    /** A round of this size succeeded. */
    void done(int arrivals, long bytes) {
        if (arrivals > 0) {
            long fitting = Math.max(1, BYTES / Math.max(1, bytes / arrivals));
            limit = (int) Math.min(Math.min(MOST, fitting), arrivals < limit ? Math.max(limit, FIRST) : 2L * limit);
        }
    }

    /** A round of this size failed; perhaps it was too large, or one of the arrivals is to blame. */
    void failed() {
        limit = Math.max(1, limit / 2);
    }
}
