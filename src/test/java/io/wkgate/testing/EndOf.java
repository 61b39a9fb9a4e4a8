package io.wkgate.testing;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends what a test has begun. */
public final class EndOf {

    private static final int PATIENCE_SECONDS = 10;

    private EndOf() {}

    /**
     * Closes it, and goes on without its answer when that does not come: where a TLS handshake has failed just before, Vert.x
     * 5.0.10 now and then never tells that its client is closed, and whoever waits for that waits for ever.
     */
    public static void vertx(Vertx vertx) {
        try {
            vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            System.out.println("Vert.x did not tell in " + PATIENCE_SECONDS + " s that it is closed");
        }
    }
}
