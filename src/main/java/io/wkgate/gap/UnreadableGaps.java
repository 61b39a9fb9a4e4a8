package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens unreadable gaps again: whoever wrote in the channel since then may be able to read it. At most once an hour for
 * each gap, for a gap that nobody can read costs calls every time.
 */
final class UnreadableGaps {

    private static final int BATCH = 1000;

    /** By when the channel was last seen, which is kept anyway: no message costs anything for it. */
    static final String SEEN_SINCE = "SELECT g.id FROM wkgate_gap g FORCE INDEX (due)"
            + " JOIN wkgate_channel c FORCE INDEX (PRIMARY)"
            + " ON c.channel_id = g.channel_id AND c.channel_type = g.channel_type"
            + " WHERE g.state = 3 AND g.due_at <= TIMESTAMPADD(HOUR, -1, UTC_TIMESTAMP(3)) AND c.seen_at > g.due_at"
            + " LIMIT " + BATCH;

    private UnreadableGaps() {}

    /** @return how many it opened */
    static Future<Integer> openAgain(Database database) {
        return database.execute(SEEN_SINCE, Tuple.tuple()).compose(rows -> {
            List<Long> ids = new ArrayList<>();
            rows.forEach(row -> ids.add(row.getLong(0)));
            ids.sort(null);
            if (ids.isEmpty()) {
                return Future.succeededFuture(0);
            }
            return database.transaction(transaction -> KnownGaps.byId(
                            transaction,
                            "UPDATE wkgate_gap FORCE INDEX (PRIMARY) SET state = 0, attempts = 0, lease = NULL,"
                                    + " due_at = UTC_TIMESTAMP(3) WHERE state = 3 AND id IN (%s)",
                            ids))
                    .map(ids.size());
        });
    }
}
