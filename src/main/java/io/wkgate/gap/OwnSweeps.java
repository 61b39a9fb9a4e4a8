package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLClient;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import io.wkgate.store.LostToAnother;
import java.time.Duration;
import java.util.Optional;

/**
 * The sweeps that nobody orders. Of replicas that want the same one at the same time one adds it: its {@code turn}, which is
 * unique, names the one of its kind before it, and both know that one. All times are the database's.
 */
final class OwnSweeps {

    private static final String AGO = "TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))";

    private static final String LATEST =
            " FROM wkgate_sweep FORCE INDEX (latest) WHERE kind = ? ORDER BY asked_at DESC, id DESC LIMIT 1";

    private final Database database;

    OwnSweeps(Database database) {
        this.database = database;
    }

    /**
     * Adds one for an outage, unless one is there that has not begun, or began when the outage was over.
     *
     * @param began how long ago the outage began
     * @param ended how long ago it was over
     * @return its id, if it was added
     */
    Future<Optional<Long>> outage(String reason, Duration began, Duration ended) {
        return database.execute(
                        "SELECT id, (state = " + SweepState.OPEN.column() + " AND begun_at IS NULL)"
                                + " OR COALESCE(begun_at >= " + AGO + ", FALSE) AS enough" + LATEST,
                        Tuple.of(micros(ended.negated()), SweepKind.OUTAGE.column()))
                .compose(rows -> {
                    long last = 0;
                    for (Row row : rows) {
                        if (row.getLong("enough") == 1) {
                            return Future.succeededFuture(Optional.empty());
                        }
                        last = row.getLong("id");
                    }
                    return add(SweepKind.OUTAGE, last, reason, Optional.of(began));
                });
    }

    /**
     * Adds a daily one, unless the last one is still open or was added less than so long ago, or gaps are found for less
     * than so long.
     *
     * @return its id, if it was added
     */
    Future<Optional<Long>> daily(Duration every) {
        return database.execute(
                        "SELECT id, state <> " + SweepState.OPEN.column() + " AND asked_at <= " + AGO + " AS due"
                                + LATEST,
                        Tuple.of(micros(every.negated()), SweepKind.DAILY.column()))
                .compose(rows -> {
                    for (Row row : rows) {
                        return row.getLong("due") == 1
                                ? daily(row.getLong("id"), every)
                                : Future.succeededFuture(Optional.empty());
                    }
                    return old(every).compose(old -> old ? daily(0, every) : Future.succeededFuture(Optional.empty()));
                });
    }

    private Future<Optional<Long>> daily(long last, Duration every) {
        return add(SweepKind.DAILY, last, "every " + every.toHours() + " h", Optional.empty());
    }

    private Future<Boolean> old(Duration every) {
        return database.execute(
                        "SELECT COALESCE(MIN(made_at) <= " + AGO + ", FALSE) AS old FROM wkgate_lease"
                                + " WHERE name IN ('finder', '" + Pulse.GATEWAY + "')",
                        Tuple.of(micros(every.negated())))
                .map(rows -> rows.iterator().next().getLong("old") == 1);
    }

    private Future<Optional<Long>> add(SweepKind kind, long last, String reason, Optional<Duration> began) {
        return database.execute(
                        "INSERT INTO wkgate_sweep (kind, turn, reason, since, asked_at, due_at)" + " VALUES (?, ?, ?, "
                                + AGO + ", UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                        Tuple.tuple()
                                .addString(kind.column())
                                .addString(kind.column() + " after " + last)
                                .addString(SweepTable.cut(reason))
                                .addValue(
                                        began.map(ago -> micros(ago.negated())).orElse(null)))
                .map(added -> Optional.of(added.property(MySQLClient.LAST_INSERTED_ID)))
                .recover(failure -> LostToAnother.DUPLICATE.is(failure)
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
