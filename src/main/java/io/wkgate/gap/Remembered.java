package io.wkgate.gap;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is dear to ask for, asked for once by all who want it at the same time, and remembered for two seconds, or for ten
 * times as long as it took: so no number of callers makes it more than a tenth of somebody's work. Thread-safe.
 */
final class Remembered<T> {

    private static final Duration LEAST = Duration.ofSeconds(2);
    private static final int SHARE = 10;

    private final Clock clock;
    private final Supplier<Future<T>> source;
    private @Nullable Future<T> latest;
    private Instant until = Instant.MAX;

    Remembered(Clock clock, Supplier<Future<T>> source) {
        this.clock = clock;
        this.source = source;
    }

    synchronized Future<T> get() {
        Future<T> known = latest;
        if (known != null && !known.failed() && clock.instant().isBefore(until)) {
            return known;
        }
        Instant asked = clock.instant();
        Future<T> asking = source.get();
        latest = asking;
        until = Instant.MAX;
        asking.onSuccess(answer -> answered(asking, asked));
        return asking;
    }

    private synchronized void answered(Future<T> answered, Instant asked) {
        if (latest == answered) {
            Instant now = clock.instant();
            Duration took = Duration.between(asked, now).multipliedBy(SHARE);
            until = now.plus(took.compareTo(LEAST) > 0 ? took : LEAST);
        }
    }

    /** The next one who asks gets what is so then. */
    synchronized void forget() {
        latest = null;
    }
}
