package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done now and then: the metrics' numbers, and the deleting of sweeps that ended long ago. */
final class SweepHousekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(SweepHousekeeping.class);

    private static final long MEASURE_MILLIS = 10_000;
    private static final long CLEAN_MILLIS = 60_000;
    private static final int BATCH = 100;

    private final Database database;
    private final Duration kept;
    private final SweepMetrics metrics;
    private final List<Long> timers = new ArrayList<>();

    SweepHousekeeping(Database database, Duration kept, SweepMetrics metrics) {
        this.database = database;
        this.kept = kept;
        this.metrics = metrics;
    }

    void start(Vertx vertx) {
        timers.add(vertx.setPeriodic(MEASURE_MILLIS, tick -> measure()));
        timers.add(vertx.setPeriodic(CLEAN_MILLIS, tick -> clean()));
    }

    void stop(Vertx vertx) {
        timers.forEach(vertx::cancelTimer);
    }

    /** What fails is measured the next time. */
    Future<Void> measure() {
        return database.execute(
                        "SELECT COUNT(*) AS sweeps, TIMESTAMPDIFF(SECOND, MIN(asked_at), UTC_TIMESTAMP(3)) AS age"
                                + " FROM wkgate_sweep FORCE INDEX (due) WHERE state = " + SweepState.OPEN.column(),
                        Tuple.tuple())
                .onSuccess(rows -> {
                    Row row = rows.iterator().next();
                    Long age = row.getLong("age");
                    metrics.open(row.getLong("sweeps"), age == null ? 0 : Math.max(0, age));
                })
                .mapEmpty();
    }

    /**
     * Deletes what ended long enough ago and has no open gap. The last one of a kind that nobody orders stays, for it tells
     * when the next one is due. What fails is done the next time.
     */
    Future<Void> clean() {
        return doomed(SweepState.DONE)
                .compose(done -> doomed(SweepState.CANCELLED))
                .onFailure(failure -> LOG.debug("housekeeping of sweeps was not finished: {}", failure.toString()));
    }

    private Future<Void> doomed(SweepState state) {
        return database.execute(
                        "SELECT s.id FROM wkgate_sweep s FORCE INDEX (due) WHERE s.state = ?"
                                + " AND s.due_at <= TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))"
                                + " AND NOT EXISTS (SELECT 1 FROM wkgate_gap g WHERE g.sweep = s.id AND g.state = 0)"
                                + " AND (s.turn IS NULL OR EXISTS (SELECT 1 FROM wkgate_sweep n WHERE n.kind = s.kind"
                                + " AND n.asked_at > s.asked_at))"
                                + " ORDER BY s.due_at LIMIT " + BATCH,
                        Tuple.of(state.column(), -kept.toNanos() / 1000))
                .compose(rows -> {
                    List<Long> ids = new ArrayList<>();
                    for (Row row : rows) {
                        ids.add(row.getLong("id"));
                    }
                    return delete(ids).compose(done -> ids.size() < BATCH ? Future.succeededFuture() : doomed(state));
                });
    }

    private Future<Void> delete(List<Long> ids) {
        Future<Void> all = Future.succeededFuture();
        for (long id : ids) {
            all = all.compose(done -> database.execute("DELETE FROM wkgate_sweep WHERE id = ?", Tuple.of(id)))
                    .mapEmpty();
        }
        return all;
    }
}
