package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.Message;
import java.time.Duration;
import java.time.Instant;

/**
 * Messages that nobody wants kept any longer, in the native layout; the tables of another layout are another server's, and
 * nothing is deleted there. How old a message is its message_id says, which holds the time on every version, and is the
 * primary key: deleting begins at its lower end and passes over nothing.
 */
public final class OldMessages {

    private static final String OLDER = " FROM message WHERE message_id < ?";

    private final Database database;

    private OldMessages(Database database) {
        this.database = database;
    }

    /** @throws IllegalArgumentException for a layout whose tables are not wkgate's; the message names the setting */
    public static OldMessages of(Database database, LayoutName layout) {
        return switch (layout) {
            case NATIVE -> new OldMessages(database);
            case TSDD ->
                throw new IllegalArgumentException("database.layout is tsdd: its message tables are"
                        + " TangSengDaoDaoServer's, and wkgate deletes nothing there");
        };
    }

    /** The moment so long ago, by the database's clock. */
    public Future<Instant> ago(Duration age) {
        return database.execute("SELECT UNIX_TIMESTAMP(UTC_TIMESTAMP(3)) AS now", Tuple.tuple())
                .map(rows -> Instant.ofEpochMilli((long) (rows.iterator().next().getDouble("now") * 1000))
                        .minus(age));
    }

    /** How many were made before. */
    public Future<Long> count(Instant before) {
        return database.execute("SELECT COUNT(*) AS n" + OLDER, Tuple.of(Message.firstId(before)))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    /**
     * Deletes the oldest of those that were made before, in one transaction.
     *
     * @return how many; less than the limit when none is left
     */
    public Future<Integer> delete(Instant before, int limit) {
        return database.execute(
                        "DELETE" + OLDER + " ORDER BY message_id LIMIT ?", Tuple.of(Message.firstId(before), limit))
                .map(deleted -> deleted.rowCount());
    }
}
