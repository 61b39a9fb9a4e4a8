package io.wkgate.compat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Upstream's times on one bench, where they may be shortened. */
final class UpstreamTimes {
    private static final Duration POLL = Duration.ofMillis(10);

    private final double scale;

    UpstreamTimes(Bench bench) {
        scale = bench.timeScale();
    }

    /** How long something of upstream's takes here. */
    Duration here(double seconds) {
        return Duration.ofNanos(Math.max(1_000_000, Math.round(seconds * 1e9 * scale)));
    }

    /** How long something took by upstream's own time. */
    double seconds(long nanos) {
        return nanos / 1e9 / scale;
    }

    /** Waits until it is so, at most as long; tells whether it is. */
    boolean within(Duration limit, BooleanSupplier so) {
        long end = System.nanoTime() + limit.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause(POLL);
        }
        return true;
    }

    /** Waits until a number has stayed the same for so long. */
    void settled(Duration quiet, IntSupplier number) {
        int before = number.getAsInt();
        long since = System.nanoTime();
        while (System.nanoTime() - since < quiet.toNanos()) {
            pause(POLL);
            int now = number.getAsInt();
            if (now != before) {
                before = now;
                since = System.nanoTime();
            }
        }
    }

    static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
