package io.wkgate.benchmark;

import java.util.concurrent.atomic.AtomicLong;

/** Message ids as upstream makes them, from now on upwards, each once. Thread-safe. */
final class SnowflakeIds {

    private static final long EPOCH_MILLIS = 1_288_834_974_657L;

    private final AtomicLong next = new AtomicLong((System.currentTimeMillis() - EPOCH_MILLIS) << 22);

    /** The first of so many ids that follow each other. */
    long take(int count) {
        return next.getAndAdd(count);
    }
}
