package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done now and then: the metrics' numbers, and the deleting of what was repaired long ago, in small batches. What is
 * absent or unreadable stays.
 */
final class GapHousekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(GapHousekeeping.class);

    private static final long MEASURE_MILLIS = 10_000;
    private static final long CLEAN_MILLIS = 60_000;
    private static final int BATCH = 200;

    /** Counting takes at most that part of the time, however much there is to count. */
    private static final int RARELY = 100;

    private final Duration keepRepaired;
    private final Database database;
    private final GapQueue queue;
    private final GapMetrics metrics;
    private final List<Long> timers = new ArrayList<>();
    private boolean measuring;
    private boolean cleaning;
    private long nextMeasure = System.nanoTime();

    GapHousekeeping(Duration keepRepaired, Database database, GapQueue queue, GapMetrics metrics) {
        this.keepRepaired = keepRepaired;
        this.database = database;
        this.queue = queue;
        this.metrics = metrics;
    }

    void start(Vertx vertx) {
        vertx.runOnContext(now -> measure());
        timers.add(vertx.setPeriodic(MEASURE_MILLIS, tick -> measure()));
        timers.add(vertx.setPeriodic(CLEAN_MILLIS, tick -> clean()));
    }

    void stop(Vertx vertx) {
        timers.forEach(vertx::cancelTimer);
    }

    /** What fails is measured the next time. */
    synchronized Future<Void> measure() {
        if (measuring || System.nanoTime() - nextMeasure < 0) {
            return Future.succeededFuture();
        }
        measuring = true;
        long begun = System.nanoTime();
        return queue.backlog()
                .onSuccess(metrics::backlog)
                .<Void>mapEmpty()
                .otherwiseEmpty()
                .onComplete(done -> measured(System.nanoTime() - begun));
    }

    private synchronized void measured(long nanos) {
        measuring = false;
        nextMeasure = System.nanoTime() + RARELY * nanos;
    }

    /** What fails is done the next time. */
    Future<Void> clean() {
        synchronized (this) {
            if (cleaning) {
                return Future.succeededFuture();
            }
            cleaning = true;
        }
        return deleteRepaired()
                .onFailure(failure -> LOG.debug("housekeeping of gaps was not finished: {}", failure.toString()))
                .onComplete(done -> cleaned());
    }

    private synchronized void cleaned() {
        cleaning = false;
    }

    private Future<Void> deleteRepaired() {
        String repaired = "state = " + GapState.REPAIRED.ordinal()
                + " AND due_at <= TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))";
        long age = -keepRepaired.toMillis() * 1000;
        return database.execute(
                        "SELECT id FROM wkgate_gap FORCE INDEX (due) WHERE " + repaired + " ORDER BY due_at, id LIMIT "
                                + BATCH,
                        Tuple.of(age))
                .compose(rows -> {
                    List<Long> ids = new ArrayList<>();
                    rows.forEach(row -> ids.add(row.getLong("id")));
                    return ids.isEmpty() ? Future.succeededFuture() : delete(ids, repaired, age);
                });
    }

    /** In the order of their keys, so that two who delete the same wait for each other. One that was opened again stays. */
    private Future<Void> delete(List<Long> ids, String repaired, long age) {
        Tuple values = Tuple.tuple();
        ids.stream().sorted().forEach(values::addLong);
        return database.execute(
                        "DELETE FROM wkgate_gap WHERE id IN (" + String.join(",", Collections.nCopies(ids.size(), "?"))
                                + ") AND " + repaired,
                        values.addLong(age))
                .compose(deleted -> ids.size() < BATCH ? Future.succeededFuture() : deleteRepaired());
    }
}
