package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.config.DatabaseSettings.LayoutName;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** When something last came through the webhook of any replica, as the tables tell it. Times are the database's. */
public final class LastArrival {

    /** Among the newest only, for nothing is indexed by where it came from. */
    private static final String NEWEST_MESSAGE = "SELECT MAX(stored_at) AS at FROM"
            + " (SELECT stored_at, source FROM message ORDER BY message_id DESC LIMIT 1000) newest"
            + " WHERE source = 'webhook'";

    /** To the minute, and repair counts as well. */
    private static final String NEWEST_CHANNEL = "SELECT MAX(seen_at) AS at FROM wkgate_channel";

    private static final String NEWEST_COMMAND = "SELECT MAX(seen_at) AS at FROM wkgate_command";

    private LastArrival() {}

    /** Of a message, by wkgate's own table, or where that is TangSengDaoDaoServer's by the channel that was seen last. */
    public static Future<Optional<Instant>> message(Database database, LayoutName layout) {
        return at(
                database,
                switch (layout) {
                    case NATIVE -> NEWEST_MESSAGE;
                    case TSDD -> NEWEST_CHANNEL;
                });
    }

    /** Of a command; they are kept for some days. */
    public static Future<Optional<Instant>> command(Database database) {
        return at(database, NEWEST_COMMAND);
    }

    private static Future<Optional<Instant>> at(Database database, String sql) {
        return database.execute(sql, Tuple.tuple()).map(rows -> {
            Row row = rows.iterator().next();
            return Optional.ofNullable(row.getLocalDateTime("at")).map(LastArrival::instant);
        });
    }

    private static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }
}
