package io.wkgate.boot;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a future on a thread that may wait: the one that starts or ends the process, or runs a command. */
public final class Blocking {

    private Blocking() {}

    /** @throws IllegalStateException if it takes longer than the limit */
    public static <T> T await(Future<T> future, Duration limit) {
        try {
            return future.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("not done within " + limit.toSeconds() + " s", e);
        }
    }
}
