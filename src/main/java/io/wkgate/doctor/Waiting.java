package io.wkgate.doctor;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a future on a check's thread, which may wait. */
final class Waiting {

    private Waiting() {}

    /** @throws IllegalStateException if it takes longer than the limit */
    static <T> T on(Future<T> future, Duration limit) {
        try {
            return future.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer in time", e);
        }
    }
}
