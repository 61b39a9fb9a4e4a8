package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The commands that came back through the webhook: each proves that upstream took it. Times are the database's. */
public final class Commands {

    private final Database database;

    public Commands(Database database) {
        this.database = database;
    }

    /** Whether a command with this id of its own has come. */
    public Future<Boolean> seen(long messageId) {
        return database.execute("SELECT 1 FROM wkgate_command WHERE message_id = ?", Tuple.of(messageId))
                .map(rows -> rows.size() > 0);
    }

    /**
     * Whether a command that revokes this message has come.
     *
     * @param since only those that came first then or later, by the database's clock
     */
    public Future<Boolean> echoed(long messageId, Instant since) {
        return database.execute(
                        "SELECT 1 FROM wkgate_command WHERE revokes = ? AND seen_at >= ? LIMIT 1",
                        Tuple.of(messageId, utc(since)))
                .map(rows -> rows.size() > 0);
    }

    /**
     * Forgets old commands, the oldest first.
     *
     * @param limit how many at most, so that no transaction becomes large; to be called again while it tells that many
     * @return how many it were
     */
    public Future<Integer> prune(Instant before, int limit) {
        // The index on seen_at ends with the primary key, so this order is its own and the same on every replica.
        return database.execute(
                        "DELETE FROM wkgate_command WHERE seen_at < ? ORDER BY seen_at, message_id LIMIT ?",
                        Tuple.of(utc(before), limit))
                .map(rows -> rows.rowCount());
    }

    private static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
