package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import io.wkgate.config.RelaySettings;
import io.wkgate.store.Database;
import io.wkgate.store.UuidBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done now and then: the metrics' numbers, and the deleting of what was delivered, in small batches. */
final class RelayHousekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(RelayHousekeeping.class);

    private static final long MEASURE_MILLIS = 10_000;
    private static final long CLEAN_MILLIS = 10_000;
    private static final int BATCH = 200;

    /** Counting takes at most that part of the time, however much there is to count. */
    private static final int RARELY = 100;

    private final RelaySettings settings;
    private final Database database;
    private final DestinationTable table;
    private final DeliveryRemoval removal;
    private final Backlogs backlogs;
    private final Map<Integer, DestinationMetrics> metrics;
    private final List<Long> timers = new ArrayList<>();
    private boolean measuring;
    private boolean cleaning;
    private long nextCount = System.nanoTime();

    RelayHousekeeping(
            RelaySettings settings,
            Database database,
            DestinationTable table,
            Map<Integer, DestinationMetrics> metrics) {
        this.settings = settings;
        this.database = database;
        this.table = table;
        this.metrics = metrics;
        removal = new DeliveryRemoval(database);
        backlogs = new Backlogs(database);
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
        if (measuring) {
            return Future.succeededFuture();
        }
        measuring = true;
        boolean counting = System.nanoTime() - nextCount >= 0;
        long begun = System.nanoTime();
        Future<Void> all = Future.succeededFuture();
        for (Map.Entry<Integer, DestinationMetrics> destination : metrics.entrySet()) {
            all = all.compose(done -> measure(destination.getKey(), destination.getValue(), counting));
        }
        return all.onComplete(done -> measured(counting, begun));
    }

    private synchronized void measured(boolean counting, long begun) {
        measuring = false;
        if (counting) {
            nextCount = System.nanoTime() + RARELY * (System.nanoTime() - begun);
        }
    }

    private Future<Void> measure(int destination, DestinationMetrics shown, boolean counting) {
        return counting
                ? backlogs.of(destination).onSuccess(shown::backlog).mapEmpty()
                : backlogs.oldestSeconds(destination).onSuccess(shown::oldest).mapEmpty();
    }

    /** What fails is done the next time. */
    Future<Void> clean() {
        synchronized (this) {
            if (cleaning) {
                return Future.succeededFuture();
            }
            cleaning = true;
        }
        return table.all()
                .compose(known -> {
                    Future<Void> all = Future.succeededFuture();
                    for (DestinationTable.Known destination : known) {
                        all = all.compose(done -> clean(destination.id()));
                    }
                    return all;
                })
                .onFailure(failure -> LOG.debug("housekeeping of deliveries was not finished: {}", failure.toString()))
                .onComplete(done -> cleaned());
    }

    private synchronized void cleaned() {
        cleaning = false;
    }

    private Future<Void> clean(int destination) {
        Duration kept = settings.keepDeliveredFor();
        return database.execute(
                        "SELECT id, event_id FROM wkgate_delivery FORCE INDEX (due) WHERE destination = ? AND state = 1"
                                + " AND due_at <= TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))"
                                + " ORDER BY due_at, id LIMIT " + BATCH,
                        Tuple.of(destination, -kept.toMillis() * 1000))
                .compose(rows -> {
                    List<DeliveryRemoval.Doomed> doomed = new ArrayList<>();
                    rows.forEach(row -> doomed.add(
                            new DeliveryRemoval.Doomed(row.getLong("id"), UuidBytes.read(row.getBuffer("event_id")))));
                    if (doomed.isEmpty()) {
                        return Future.succeededFuture();
                    }
                    return removal.remove(doomed, DeliveryState.DELIVERED)
                            .compose(removed -> doomed.size() < BATCH ? Future.succeededFuture() : clean(destination));
                });
    }
}
