package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * What the finder has not merged yet.
 *
 * @param waiting how many arrivals; past {@link #ENOUGH} it is enough to know that there are so many
 * @param unreadable how many were set aside because they could not be read
 * @param oldestAt when the oldest came that waits
 * @param oldestSeconds its age, 0 if there is none
 */
record ArrivalBacklog(long waiting, long unreadable, Optional<Instant> oldestAt, long oldestSeconds) {

    static final int ENOUGH = 100_000;

    static final ArrivalBacklog NONE = new ArrivalBacklog(0, 0, Optional.empty(), 0);

    static Future<ArrivalBacklog> of(Database database) {
        return database.execute(
                        "SELECT COALESCE(SUM(unread = 0), 0) AS waiting, COALESCE(SUM(unread = 1), 0) AS unreadable,"
                                + " MIN(IF(unread = 0, at, NULL)) AS oldest,"
                                + " TIMESTAMPDIFF(SECOND, MIN(IF(unread = 0, at, NULL)), UTC_TIMESTAMP(3)) AS age"
                                + " FROM (SELECT unread, at FROM wkgate_arrival FORCE INDEX (PRIMARY)"
                                + " ORDER BY id LIMIT " + ENOUGH + ") some",
                        Tuple.tuple())
                .map(rows -> rows.iterator().next())
                .map(row -> {
                    LocalDateTime oldest = row.getLocalDateTime("oldest");
                    Long age = row.getLong("age");
                    return new ArrivalBacklog(
                            row.getLong("waiting"),
                            row.getLong("unreadable"),
                            oldest == null ? Optional.empty() : Optional.of(KnownChannels.instant(oldest)),
                            age == null ? 0 : Math.max(0, age));
                });
    }
}
