package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gaps summed up. Each sum is read from an index that holds all it needs, so that a million absent gaps cost one walk
 * through the index, and none through the rows; in parts, so that no statement outlasts the database's time limit.
 */
final class GapSums {

    /** While nobody finds, arrivals pile up; past this many it is enough to know that there are so many. */
    static final int MOST_ARRIVALS = 100_000;

    private static final String COUNTS = "COUNT(*) AS gaps, CAST(SUM(last_seq - first_seq + 1) AS SIGNED) AS numbers,"
            + " CAST(SUM(repaired) AS SIGNED) AS messages";

    /** How many gaps one statement sums up. */
    static final int PART = 200_000;

    /** Parameters: the state, the id of the last gap of the part before. */
    static final String OF_STATE = "SELECT " + COUNTS + ", MIN(found_at) AS oldest, MAX(id) AS last FROM"
            + " (SELECT id, first_seq, last_seq, repaired, found_at FROM wkgate_gap FORCE INDEX (listed)"
            + " WHERE state = ? AND id > ? ORDER BY id LIMIT " + PART + ") part";

    private static final String REST = "SELECT (SELECT COUNT(*) FROM wkgate_channel FORCE INDEX (seen_at)) AS channels,"
            + " (SELECT COUNT(*) FROM (SELECT id FROM wkgate_arrival WHERE unread = 0 LIMIT " + MOST_ARRIVALS
            + ") some) AS arrivals,"
            + " (SELECT at FROM wkgate_arrival WHERE unread = 0 ORDER BY id LIMIT 1) AS oldest,"
            + " (SELECT made_at FROM wkgate_lease WHERE name = 'finder') AS since";

    private final Database database;

    GapSums(Database database) {
        this.database = database;
    }

    /**
     * Gaps of one state.
     *
     * @param gaps how many there are
     * @param numbers how many those are of
     * @param messages how many they brought back
     */
    private record Sum(long gaps, long numbers, long messages, Optional<Instant> oldest) {

        static final Sum NONE = new Sum(0, 0, 0, Optional.empty());

        Sum with(Row part) {
            Optional<Instant> first = Stream.concat(oldest.stream(), GapRows.time(part, "oldest").stream())
                    .min(Comparator.naturalOrder());
            return new Sum(
                    gaps + part.getLong("gaps"),
                    numbers + part.getLong("numbers"),
                    messages + part.getLong("messages"),
                    first);
        }
    }

    Future<GapSummary> summary() {
        // One after the other, so that it never takes more than one of intake's connections.
        Map<GapState, Sum> sums = new EnumMap<>(GapState.class);
        Future<Void> summed = Future.succeededFuture();
        for (GapState state : GapState.values()) {
            summed = summed.compose(before -> sum(state, 0, Sum.NONE))
                    .onSuccess(sum -> sums.put(state, sum))
                    .mapEmpty();
        }
        return summed.compose(before -> database.execute(REST, Tuple.tuple()))
                .map(rest -> summary(sums, rest.iterator().next()));
    }

    private Future<Sum> sum(GapState state, long behind, Sum before) {
        return database.execute(OF_STATE, Tuple.of(state.ordinal(), behind)).compose(rows -> {
            Row part = rows.iterator().next();
            if (part.getLong("gaps") == 0) {
                return Future.succeededFuture(before);
            }
            Sum sum = before.with(part);
            return part.getLong("gaps") < PART ? Future.succeededFuture(sum) : sum(state, part.getLong("last"), sum);
        });
    }

    private static GapSummary summary(Map<GapState, Sum> sums, Row rest) {
        Sum open = sums.getOrDefault(GapState.OPEN, Sum.NONE);
        return new GapSummary(
                open.gaps(),
                open.numbers(),
                open.oldest(),
                sums.values().stream().mapToLong(Sum::messages).sum(),
                sums.getOrDefault(GapState.ABSENT, Sum.NONE).numbers(),
                sums.getOrDefault(GapState.UNREADABLE, Sum.NONE).numbers(),
                rest.getLong("channels"),
                rest.getLong("arrivals"),
                GapRows.time(rest, "oldest"),
                GapRows.time(rest, "since"));
    }

    /** What became of the gaps of these sweeps; one that opened none may be left out. */
    Future<Map<Long, SweepSums>> ofSweeps(List<Long> ids) {
        if (ids.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return database.execute(bySweep(ids.size()), Tuple.tuple(new ArrayList<>(ids)))
                .map(rows -> {
                    Map<Long, SweepSums> sums = new HashMap<>();
                    rows.forEach(row ->
                            sums.merge(row.getLong("sweep"), with(SweepSums.NONE, row), (sum, one) -> with(sum, row)));
                    return sums;
                });
    }

    static String bySweep(int sweeps) {
        return "SELECT sweep, state, " + COUNTS + " FROM wkgate_gap FORCE INDEX (sweep) WHERE sweep IN ("
                + String.join(",", Collections.nCopies(sweeps, "?")) + ") GROUP BY sweep, state";
    }

    private static SweepSums with(SweepSums sums, Row row) {
        return sums.with(state(row), row.getLong("gaps"), row.getLong("numbers"), row.getLong("messages"));
    }

    private static GapState state(Row row) {
        return GapState.values()[row.getInteger("state")];
    }
}
