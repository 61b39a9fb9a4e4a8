package io.wkgate.revoke;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import io.wkgate.config.RevokeSettings;
import io.wkgate.store.Commands;
import io.wkgate.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done now and then: the metrics' numbers, and the deleting of what is old, in small batches. */
final class RevokeHousekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(RevokeHousekeeping.class);

    private static final long MEASURE_MILLIS = 10_000;
    private static final long CLEAN_MILLIS = 60_000;
    private static final int BATCH = 500;

    /** How many revokes are deleted together; each may have many attempts. */
    private static final int REVOKES = 50;

    /** Longer than a revoke is tried by default, so that a late echo is still known. */
    private static final Duration COMMANDS_KEPT = Duration.ofDays(2);

    private final RevokeSettings settings;
    private final Clock clock;
    private final Database database;
    private final Commands commands;
    private final Bindings bindings;
    private final RevokeQueue queue;
    private final RevokeMetrics metrics;

    RevokeHousekeeping(
            RevokeSettings settings,
            Clock clock,
            Database database,
            Commands commands,
            Bindings bindings,
            RevokeQueue queue,
            RevokeMetrics metrics) {
        this.settings = settings;
        this.clock = clock;
        this.database = database;
        this.commands = commands;
        this.bindings = bindings;
        this.queue = queue;
        this.metrics = metrics;
    }

    void start(Vertx vertx) {
        measure();
        vertx.setPeriodic(MEASURE_MILLIS, tick -> measure());
        vertx.setPeriodic(CLEAN_MILLIS, tick -> clean());
    }

    private void measure() {
        queue.backlog().onSuccess(metrics::backlog);
    }

    /** What fails is done the next time. */
    Future<Void> clean() {
        return bindings.takeBack()
                .compose(done -> whileFull(() -> commands.prune(clock.instant().minus(COMMANDS_KEPT), BATCH)))
                .compose(done -> deleteOldRevokes())
                .compose(done ->
                        deleteOld(settings.keepAuditFor(), "DELETE FROM wkgate_audit WHERE at < ? LIMIT " + BATCH))
                .onFailure(failure -> LOG.debug("housekeeping of revokes was not finished: {}", failure.toString()));
    }

    private Future<Void> deleteOldRevokes() {
        if (settings.keepFor().isZero()) {
            return Future.succeededFuture();
        }
        LocalDateTime before = RevokeColumns.utc(clock.instant().minus(settings.keepFor()));
        return database.execute(
                        "SELECT id FROM wkgate_revoke WHERE finished_at < ? ORDER BY finished_at LIMIT ?",
                        Tuple.of(before, REVOKES))
                .compose(rows -> {
                    List<Long> ids = new ArrayList<>();
                    rows.forEach(row -> ids.add(row.getLong("id")));
                    return ids.isEmpty()
                            ? Future.succeededFuture()
                            : deleteRevokes(ids, before).compose(done -> deleteOldRevokes());
                });
    }

    /** Their attempts first, for without their revoke nobody would find those. One that is retried meanwhile stays. */
    private Future<Void> deleteRevokes(List<Long> ids, LocalDateTime before) {
        String marks = String.join(",", Collections.nCopies(ids.size(), "?"));
        String attempts = "DELETE FROM wkgate_revoke_attempt WHERE revoke_id IN (" + marks + ") LIMIT " + BATCH;
        return whileFull(() -> database.execute(attempts, Tuple.tuple(new ArrayList<>(ids)))
                        .map(result -> result.rowCount()))
                .compose(done -> database.execute(
                        "DELETE FROM wkgate_revoke WHERE id IN (" + marks + ") AND finished_at < ?",
                        Tuple.tuple(new ArrayList<>(ids)).addLocalDateTime(before)))
                .mapEmpty();
    }

    private Future<Void> deleteOld(Duration age, String sql) {
        if (age.isZero()) {
            return Future.succeededFuture();
        }
        Tuple before = Tuple.of(RevokeColumns.utc(clock.instant().minus(age)));
        return whileFull(() -> database.execute(sql, before).map(result -> result.rowCount()));
    }

    private static Future<Void> whileFull(Supplier<Future<Integer>> delete) {
        return delete.get().compose(deleted -> deleted >= BATCH ? whileFull(delete) : Future.succeededFuture());
    }
}
