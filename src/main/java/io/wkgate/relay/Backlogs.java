package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;

/** How much waits for a destination. */
final class Backlogs {

    /** Counting goes through all that is counted; past this many it is enough to know that there are so many. */
    private static final int ENOUGH = 10_000;

    private static final String COUNT =
            "SELECT COUNT(*) FROM wkgate_delivery FORCE INDEX (due) WHERE destination = ? AND state = ?";

    /** By the first of each lane, whatever else waits: what was committed first has the smallest id. */
    static final String OLDEST = "SELECT TIMESTAMPDIFF(SECOND, e.received_at, UTC_TIMESTAMP(3)) FROM"
            + " (SELECT MIN(id) AS id FROM (SELECT MIN(id) AS id FROM wkgate_delivery FORCE INDEX (lane)"
            + " WHERE destination = ? AND state = 0 GROUP BY destination, state, lane) head) oldest"
            + " JOIN wkgate_delivery d ON d.id = oldest.id JOIN wkgate_event e ON e.id = d.event_id";

    private final Database database;

    Backlogs(Database database) {
        this.database = database;
    }

    Future<DestinationMetrics.Backlog> of(int destination) {
        return count(destination, DeliveryState.WAITING)
                .compose(waiting -> oldestSeconds(destination)
                        .compose(oldest -> count(destination, DeliveryState.DEAD)
                                .map(dead -> new DestinationMetrics.Backlog(waiting, oldest, dead))));
    }

    Future<Long> oldestSeconds(int destination) {
        return database.execute(OLDEST, Tuple.of(destination))
                .map(rows -> FirstColumn.numbers(rows).stream()
                        .findFirst()
                        .map(age -> Math.max(0, age))
                        .orElse(0L));
    }

    private Future<Long> count(int destination, DeliveryState state) {
        return database.execute(COUNT, Tuple.of(destination, state.column()))
                .map(rows -> FirstColumn.numbers(rows).get(0));
    }

    /** Whether anything waits. */
    Future<Boolean> any(int destination) {
        return database.execute(
                        "SELECT id FROM wkgate_delivery FORCE INDEX (due) WHERE destination = ? AND state = 0 LIMIT 1",
                        Tuple.of(destination))
                .map(rows -> rows.size() > 0);
    }

    /** How many wait, in words that need no counting of very many. */
    Future<String> about(int destination) {
        return database.execute(
                        "SELECT COUNT(*) FROM (SELECT 1 FROM wkgate_delivery FORCE INDEX (due) WHERE destination = ?"
                                + " AND state = 0 LIMIT " + ENOUGH + ") some",
                        Tuple.of(destination))
                .map(rows -> {
                    long count = FirstColumn.numbers(rows).get(0);
                    return count < ENOUGH ? Long.toString(count) : ENOUGH + " or more";
                });
    }
}
