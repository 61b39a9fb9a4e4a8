package io.wkgate.simulator;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Waits in a test's own thread for what happens on an event loop. */
final class Waiting {
    private Waiting() {}

    static <T> T on(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("did not happen: " + e.getMessage(), e);
        }
    }
}
