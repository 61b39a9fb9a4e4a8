package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The arrivals that wait to be merged. Their ids are given in another order than their transactions commit, so none is
 * ever passed over or deleted by a range of ids. All times are the database's.
 */
final class ArrivalQueue {

    private static final String UNTIL = "TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))";

    /** Those that are read at once to see whether a number is among them. */
    private static final int YOUNG = 500;

    private ArrivalQueue() {}

    /** One as it stands. */
    record Waiting(long id, Instant at, Buffer bytes) {}

    /**
     * Some of them.
     *
     * @param until those that came until then are old enough
     */
    record Taken(List<Waiting> arrivals, Instant until) {

        long bytes() {
            return arrivals.stream()
                    .mapToLong(arrival -> arrival.bytes().length())
                    .sum();
        }

        long lastId() {
            return arrivals.stream().mapToLong(Waiting::id).max().orElse(0);
        }

        Instant lastAt() {
            return arrivals.stream().map(Waiting::at).max(Instant::compareTo).orElse(until);
        }
    }

    /** Whether one is old enough; it takes no lock. */
    static Future<Boolean> any(Database database, Duration grace) {
        return database.execute(
                        "SELECT id FROM wkgate_arrival FORCE INDEX (PRIMARY) WHERE unread = 0 AND at <= " + UNTIL
                                + " ORDER BY id LIMIT 1",
                        Tuple.of(-grace.toMillis() * 1000))
                .map(rows -> rows.size() > 0);
    }

    /** The first ones that are old enough. */
    static Future<Taken> take(SqlConnection transaction, Duration grace, int limit) {
        return transaction
                .preparedQuery("SELECT UTC_TIMESTAMP(3)")
                .execute()
                .map(rows -> KnownChannels.instant(rows.iterator().next().getLocalDateTime(0))
                        .minus(grace))
                .compose(until -> transaction
                        .preparedQuery("SELECT id, at, numbers FROM wkgate_arrival FORCE INDEX (PRIMARY)"
                                + " WHERE unread = 0 AND at <= ? ORDER BY id LIMIT ?")
                        .execute(Tuple.of(KnownChannels.utc(until), limit))
                        .map(rows -> new Taken(read(rows), until)));
    }

    /**
     * Of those that came within the grace period after what was taken, the first ones behind an id: what is missing in
     * between may be among them.
     */
    static Future<List<Waiting>> younger(SqlConnection transaction, Taken taken, Duration grace, long behind) {
        return transaction
                .preparedQuery("SELECT id, at, numbers FROM wkgate_arrival FORCE INDEX (PRIMARY)"
                        + " WHERE id > ? AND unread = 0 AND (id > ? OR at > ?) AND at <= ? ORDER BY id LIMIT " + YOUNG)
                .execute(Tuple.of(
                        behind,
                        taken.lastId(),
                        KnownChannels.utc(taken.until()),
                        KnownChannels.utc(taken.lastAt().plus(grace))))
                .map(ArrivalQueue::read);
    }

    /** Whether {@link #younger} has more. */
    static boolean mayHaveMore(List<Waiting> younger) {
        return younger.size() == YOUNG;
    }

    private static List<Waiting> read(RowSet<Row> rows) {
        List<Waiting> arrivals = new ArrayList<>(rows.size());
        rows.forEach(row -> arrivals.add(
                new Waiting(row.getLong(0), KnownChannels.instant(row.getLocalDateTime(1)), row.getBuffer(2))));
        return arrivals;
    }

    static Future<Void> delete(SqlConnection transaction, List<Long> ids) {
        return KnownGaps.byId(transaction, "DELETE FROM wkgate_arrival WHERE id IN (%s)", ids);
    }

    /** Leaves them where they are, for a person or for a program that can read them. */
    static Future<Void> setAside(SqlConnection transaction, List<Long> ids) {
        return KnownGaps.byId(transaction, "UPDATE wkgate_arrival SET unread = 1 WHERE id IN (%s)", ids);
    }

    /** This program may be able to read what another one has set aside. */
    static Future<Void> tryAgain(Database database) {
        return database.execute("UPDATE wkgate_arrival SET unread = 0 WHERE unread = 1", Tuple.tuple())
                .mapEmpty();
    }
}
