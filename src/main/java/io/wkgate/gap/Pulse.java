package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import java.time.Duration;
import java.util.Optional;

/**
 * A sign in the database that any gateway is running, and when the last msg.notify came to any of them. Two rows beside the
 * leases, for they tell the same: who lived when. All times are the database's.
 */
final class Pulse {

    static final String GATEWAY = "gateway";

    private static final String NOTIFY = "notify";

    private static final String NOW = "UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3)";

    private final Database database;

    Pulse(Database database) {
        this.database = database;
    }

    /**
     * How it was before a beat.
     *
     * @param beat how long ago any gateway's last beat was; nothing before the first
     * @param notified how long ago a msg.notify came, to a beat; nothing before the first
     */
    record Before(Optional<Duration> beat, Optional<Duration> notified) {}

    /** @param came whether a msg.notify came since the last beat of this gateway */
    Future<Before> beat(boolean came) {
        return database.execute(
                        "SELECT name, TIMESTAMPDIFF(MICROSECOND, beat_at, UTC_TIMESTAMP(3)) AS age FROM wkgate_lease"
                                + " WHERE name IN ('" + GATEWAY + "', '" + NOTIFY + "')",
                        Tuple.tuple())
                .compose(rows -> {
                    Optional<Duration> beat = Optional.empty();
                    Optional<Duration> notified = Optional.empty();
                    for (Row row : rows) {
                        Optional<Duration> age = Optional.of(Duration.ofNanos(row.getLong("age") * 1000));
                        if (row.getString("name").equals(GATEWAY)) {
                            beat = age;
                        } else {
                            notified = age;
                        }
                    }
                    Before before = new Before(beat, came ? Optional.of(Duration.ZERO) : notified);
                    return write(came).map(before);
                });
    }

    private Future<Void> write(boolean came) {
        return database.execute(
                        "INSERT INTO wkgate_lease (name, expires_at, beat_at, made_at) VALUES ('" + GATEWAY + "', "
                                + NOW
                                + ")" + (came ? ", ('" + NOTIFY + "', " + NOW + ")" : "")
                                + " ON DUPLICATE KEY UPDATE beat_at = VALUES(beat_at)",
                        Tuple.tuple())
                .mapEmpty();
    }
}
