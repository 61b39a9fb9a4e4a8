package io.wkgate.simulator;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Upstream's times, shortened by a factor so that tests need not wait for them. */
record ScaledTime(Vertx vertx, double scale) {

    /** Runs a task after upstream's time has passed. Its id cancels it. */
    long after(Duration upstream, Runnable task) {
        return vertx.setTimer(millis(upstream), id -> task.run());
    }

    void cancel(long timer) {
        vertx.cancelTimer(timer);
    }

    long millis(Duration upstream) {
        return Math.max(1, Math.round(upstream.toMillis() * scale));
    }
}
