package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens unreadable gaps again: whoever wrote in the channel since then may be able to read it. Each try costs calls, and most
 * who write were asked already; so it is soon for a gap that is new, and then after as long again as it is known, once an hour
 * in the end. In a channel that was quiet for longer it is always soon. A person channel's are asked for again during the first
 * day whoever writes: WuKongIM 3 notes only some time after a message, and under load late, that its two users may read it
 * (measured on v3-20260823).
 */
final class UnreadableGaps {

    private static final int BATCH = 1000;

    private static final int SHORTEST_PAUSE_SECONDS = 20;

    private static final int LONGEST_PAUSE_SECONDS = 3600;

    private static final int PERSON = 1;

    /**
     * By when the channel was last seen, which is kept anyway: no message costs anything for it. That is told to the minute
     * in which it was, so who wrote a moment before is asked once more in vain.
     */
    static final String SEEN_SINCE = "SELECT g.id FROM wkgate_gap g FORCE INDEX (due)"
            + " JOIN wkgate_channel c FORCE INDEX (PRIMARY)"
            + " ON c.channel_id = g.channel_id AND c.channel_type = g.channel_type"
            + " WHERE g.state = 3 AND g.due_at <= " + ago(Integer.toString(SHORTEST_PAUSE_SECONDS))
            + " AND g.due_at <= "
            + ago("LEAST(" + LONGEST_PAUSE_SECONDS + ", TIMESTAMPDIFF(SECOND, g.found_at, g.due_at))")
            + " AND (c.seen_at > TIMESTAMPADD(MINUTE, -1, g.due_at)"
            + " OR g.channel_type = " + PERSON + " AND g.found_at > TIMESTAMPADD(DAY, -1, UTC_TIMESTAMP(3)))"
            + " LIMIT " + BATCH;

    private static String ago(String seconds) {
        return "TIMESTAMPADD(SECOND, -" + seconds + ", UTC_TIMESTAMP(3))";
    }

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
