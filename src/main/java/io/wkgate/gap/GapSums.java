package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gaps summed up. Each sum is read from an index that holds all it needs, so that a million absent gaps cost one walk
 * through the index, and none through the rows.
 */
final class GapSums {

    /** While nobody finds, arrivals pile up; past this many it is enough to know that there are so many. */
    static final int MOST_ARRIVALS = 100_000;

    private static final String COUNTS = "COUNT(*) AS gaps, CAST(SUM(last_seq - first_seq + 1) AS SIGNED) AS numbers,"
            + " CAST(SUM(repaired) AS SIGNED) AS messages";

    private static final String BY_STATE =
            "SELECT state, " + COUNTS + ", MIN(found_at) AS oldest FROM wkgate_gap FORCE INDEX (listed) GROUP BY state";

    private static final String CHANNELS =
            "SELECT (SELECT COUNT(*) FROM wkgate_channel FORCE INDEX (seen_at)) AS channels,"
                    + " (SELECT COUNT(*) FROM (SELECT id FROM wkgate_arrival LIMIT " + MOST_ARRIVALS
                    + ") some) AS arrivals,"
                    + " (SELECT at FROM wkgate_arrival ORDER BY id LIMIT 1) AS oldest,"
                    + " (SELECT made_at FROM wkgate_lease WHERE name = 'finder') AS since";

    private final Database database;

    GapSums(Database database) {
        this.database = database;
    }

    /** @param gaps how many there are; numbers and messages of them */
    private record Sum(long gaps, long numbers, long messages, Optional<Instant> oldest) {

        static final Sum NONE = new Sum(0, 0, 0, Optional.empty());
    }

    Future<GapSummary> summary() {
        // One after the other, so that it never takes more than one of intake's connections.
        return database.execute(BY_STATE, Tuple.tuple())
                .compose(states -> database.execute(CHANNELS, Tuple.tuple())
                        .map(rest -> summary(byState(states), rest.iterator().next())));
    }

    private static Map<GapState, Sum> byState(RowSet<Row> rows) {
        Map<GapState, Sum> sums = new EnumMap<>(GapState.class);
        rows.forEach(row -> sums.put(
                state(row),
                new Sum(
                        row.getLong("gaps"),
                        row.getLong("numbers"),
                        row.getLong("messages"),
                        GapRows.time(row, "oldest"))));
        return sums;
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
        String marks = String.join(",", Collections.nCopies(ids.size(), "?"));
        return database.execute(
                        "SELECT sweep, state, " + COUNTS + " FROM wkgate_gap FORCE INDEX (sweep) WHERE sweep IN ("
                                + marks + ") GROUP BY sweep, state",
                        Tuple.tuple(new ArrayList<>(ids)))
                .map(rows -> {
                    Map<Long, SweepSums> sums = new HashMap<>();
                    rows.forEach(row ->
                            sums.merge(row.getLong("sweep"), with(SweepSums.NONE, row), (sum, one) -> with(sum, row)));
                    return sums;
                });
    }

    private static SweepSums with(SweepSums sums, Row row) {
        return sums.with(state(row), row.getLong("gaps"), row.getLong("numbers"), row.getLong("messages"));
    }

    private static GapState state(Row row) {
        return GapState.values()[row.getInteger("state")];
    }
}
