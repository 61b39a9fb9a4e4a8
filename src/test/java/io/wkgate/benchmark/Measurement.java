package io.wkgate.benchmark;

import java.time.Duration;
import java.util.Arrays;

/** How long each body of a load took. Not thread-safe. */
final class Measurement {

    private final int messages;
    private final Duration duration;
    private long[] nanos = new long[1024];
    private int bodies;

    Measurement(int messages, Duration duration) {
        this.messages = messages;
        this.duration = duration;
    }

    void add(long bodyNanos) {
        if (bodies == nanos.length) {
            nanos = Arrays.copyOf(nanos, bodies * 2);
        }
        nanos[bodies++] = bodyNanos;
    }

    void add(Measurement other) {
        for (int i = 0; i < other.bodies; i++) {
            add(other.nanos[i]);
        }
    }

    int bodies() {
        return bodies;
    }

    double messagesPerSecond() {
        return bodies * (double) messages / duration.toMillis() * 1000;
    }

    /** The time within which this part of the bodies was committed. */
    double millis(double part) {
        long[] sorted = Arrays.copyOf(nanos, bodies);
        Arrays.sort(sorted);
        return bodies == 0 ? 0 : sorted[(int) Math.min(bodies - 1, bodies * part)] / 1e6;
    }
}
