package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What only one process does at a time. All times are the database's. */
public final class Leases {

    /** Always another value than before: a row that an update leaves as it was counts as none, and wins nothing on Galera. */
    private static final String BEAT = "beat_at = GREATEST(UTC_TIMESTAMP(3), TIMESTAMPADD(MICROSECOND, 1000, beat_at))";

    private final Database database;
    private final Buffer process;

    /** One of them, as it stands. */
    public record Lease(String name, Optional<UUID> holder, Instant expiresAt, Instant beatAt, Instant madeAt) {}

    public Leases(Database database, UUID process) {
        this.database = database;
        this.process = UuidBytes.of(process);
    }

    /** Takes it, or keeps it if this process holds it. Whether it holds it now is certain only when the future has come. */
    public Future<Boolean> takeOrKeep(String name, Duration duration) {
        long micros = duration.toMillis() * 1000;
        return free(name).compose(free -> {
            if (free.isEmpty()) {
                return make(name, micros);
            }
            return free.get() ? take(name, micros) : Future.succeededFuture(false);
        });
    }

    /** Whether it can be taken; nothing if it was never made. Who only waits for it thus writes nothing and locks nothing. */
    private Future<Optional<Boolean>> free(String name) {
        return database.execute(
                        "SELECT holder IS NULL OR holder = ? OR expires_at <= UTC_TIMESTAMP(3) AS free"
                                + " FROM wkgate_lease WHERE name = ?",
                        Tuple.of(process, name))
                .map(rows -> {
                    Optional<Boolean> free = Optional.empty();
                    for (Row row : rows) {
                        free = Optional.of(row.getInteger("free") == 1);
                    }
                    return free;
                });
    }

    private Future<Boolean> take(String name, long micros) {
        return database.execute(
                        "UPDATE wkgate_lease SET holder = ?, expires_at = TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3)), "
                                + BEAT
                                + " WHERE name = ? AND (holder IS NULL OR holder = ? OR expires_at <= UTC_TIMESTAMP(3))",
                        Tuple.of(process, micros, name, process))
                .map(taken -> taken.rowCount() == 1);
    }

    private Future<Boolean> make(String name, long micros) {
        return database.execute(
                        "INSERT INTO wkgate_lease (name, holder, expires_at, beat_at, made_at) VALUES (?, ?,"
                                + " TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3)), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))"
                                + " ON DUPLICATE KEY UPDATE name = name",
                        Tuple.of(name, process, micros))
                .map(made -> made.rowCount() == 1);
    }

    /**
     * Inside a transaction: locks the row, and tells whether this process still holds it; nobody else gets it meanwhile. It
     * writes, so that on a Galera cluster, where locks are per node, a transaction that another node's taker has overtaken
     * cannot commit.
     */
    public Future<Boolean> holds(SqlConnection transaction, String name) {
        return transaction
                .preparedQuery("UPDATE wkgate_lease SET " + BEAT
                        + " WHERE name = ? AND holder = ? AND expires_at > UTC_TIMESTAMP(3)")
                .execute(Tuple.of(name, process))
                .map(held -> held.rowCount() == 1);
    }

    /** Gives it back, so that nobody has to wait for its end. */
    public Future<Void> release(String name) {
        return database.execute(
                        "UPDATE wkgate_lease SET holder = NULL, expires_at = UTC_TIMESTAMP(3), " + BEAT
                                + " WHERE name = ? AND holder = ?",
                        Tuple.of(name, process))
                .mapEmpty();
    }

    /**
     * Whether another process has neither kept it nor given it back: it died, or was paused or cut off, in the middle.
     *
     * @param since only one that was last kept then or later counts, by the database's clock
     */
    public Future<Boolean> abandoned(String name, Instant since) {
        return database.execute(
                        "SELECT COUNT(*) AS abandoned FROM wkgate_lease WHERE name = ? AND holder <> ?"
                                + " AND expires_at <= UTC_TIMESTAMP(3) AND beat_at >= ?",
                        Tuple.of(name, process, LocalDateTime.ofInstant(since, ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getLong("abandoned") == 1);
    }

    /** It, if anybody ever took it. */
    public Future<Optional<Lease>> find(String name) {
        return database.execute(
                        "SELECT name, holder, expires_at, beat_at, made_at FROM wkgate_lease WHERE name = ?",
                        Tuple.of(name))
                .map(rows -> {
                    Optional<Lease> lease = Optional.empty();
                    for (Row row : rows) {
                        lease = Optional.of(lease(row));
                    }
                    return lease;
                });
    }

    /** All that somebody holds now, by their names. */
    public Future<List<Lease>> held() {
        return database.execute(
                        "SELECT name, holder, expires_at, beat_at, made_at FROM wkgate_lease"
                                + " WHERE holder IS NOT NULL AND expires_at > UTC_TIMESTAMP(3) ORDER BY name",
                        Tuple.tuple())
                .map(rows -> {
                    List<Lease> held = new ArrayList<>();
                    rows.forEach(row -> held.add(lease(row)));
                    return held;
                });
    }

    private static Lease lease(Row row) {
        return new Lease(
                row.getString("name"),
                Optional.ofNullable(row.getBuffer("holder")).map(UuidBytes::read),
                instant(row, "expires_at"),
                instant(row, "beat_at"),
                instant(row, "made_at"));
    }

    private static Instant instant(Row row, String column) {
        return row.getLocalDateTime(column).toInstant(ZoneOffset.UTC);
    }
}
