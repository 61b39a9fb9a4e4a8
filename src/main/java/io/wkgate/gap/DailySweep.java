package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds the sweep of every day, by one of the replicas. */
final class DailySweep {

    private static final Logger LOG = LoggerFactory.getLogger(DailySweep.class);

    private static final long PERIOD_MILLIS = 60_000;

    private final OwnSweeps sweeps;
    private final Duration every;
    private final Runnable added;
    private long timer = -1;

    /**
     * @param every zero for never
     * @param added told when a sweep was added
     */
    DailySweep(OwnSweeps sweeps, Duration every, Runnable added) {
        this.sweeps = sweeps;
        this.every = every;
        this.added = added;
    }

    void start(Vertx vertx) {
        if (!every.isZero()) {
            timer = vertx.setPeriodic(Math.min(PERIOD_MILLIS, Math.max(1000, every.toMillis() / 10)), tick -> look());
        }
    }

    void stop(Vertx vertx) {
        vertx.cancelTimer(timer);
    }

    /** What fails is done the next time. */
    Future<Void> look() {
        return sweeps.daily(every)
                .onSuccess(id -> id.ifPresent(some -> added.run()))
                .onFailure(failure -> LOG.debug("the daily sweep is added later: {}", failure.toString()))
                .mapEmpty();
    }
}
