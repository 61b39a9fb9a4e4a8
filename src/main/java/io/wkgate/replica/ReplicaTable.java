package io.wkgate.replica;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import io.wkgate.store.UuidBytes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** The table of replicas. All times are the database's. */
final class ReplicaTable {

    private final Database database;

    ReplicaTable(Database database) {
        this.database = database;
    }

    /** What the database's clock says. */
    Future<Instant> now() {
        return database.execute("SELECT UTC_TIMESTAMP(3) AS now", Tuple.tuple())
                .map(rows -> instant(rows.iterator().next(), "now"));
    }

    /**
     * This process lives.
     *
     * @param running for how long
     * @param clockOffset how far its clock is ahead of the database's
     */
    Future<Void> beat(Self self, Phase phase, Duration running, Duration clockOffset) {
        Tuple values = Tuple.tuple()
                .addBuffer(UuidBytes.of(self.id()))
                .addString(self.name())
                .addString(self.version())
                .addString(phase.label())
                .addBuffer(self.settings())
                .addLong(-running.toMillis() * 1000)
                .addLong(clockOffset.toMillis());
        return database.execute(
                        "INSERT INTO wkgate_replica (id, name, version, phase, settings, started_at, beat_at,"
                                + " clock_offset) VALUES (?, ?, ?, ?, ?, TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3)),"
                                + " UTC_TIMESTAMP(3), ?) ON DUPLICATE KEY UPDATE phase = VALUES(phase),"
                                + " beat_at = VALUES(beat_at), clock_offset = VALUES(clock_offset)",
                        values)
                .mapEmpty();
    }

    /** All that are known, in the order in which they started. */
    Future<List<Replica>> all() {
        return database.execute(
                        "SELECT id, name, version, phase, settings, started_at, beat_at, clock_offset,"
                                + " TIMESTAMPDIFF(MICROSECOND, beat_at, UTC_TIMESTAMP(3)) AS ago"
                                + " FROM wkgate_replica ORDER BY started_at, id",
                        Tuple.tuple())
                .map(rows -> {
                    List<Replica> replicas = new ArrayList<>();
                    rows.forEach(row -> replicas.add(replica(row)));
                    return replicas;
                });
    }

    /** This one has ended. */
    Future<Void> forget(UUID id) {
        return database.execute("DELETE FROM wkgate_replica WHERE id = ?", Tuple.of(UuidBytes.of(id)))
                .mapEmpty();
    }

    /** This one is not there any more, unless it has begun to beat again. */
    Future<Void> forgetSilent(UUID id, Duration silence) {
        return database.execute(
                        "DELETE FROM wkgate_replica WHERE id = ?"
                                + " AND beat_at < TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))",
                        Tuple.of(UuidBytes.of(id), -silence.toMillis() * 1000))
                .mapEmpty();
    }

    private static Replica replica(Row row) {
        return new Replica(
                UuidBytes.read(row.getBuffer("id")),
                row.getString("name"),
                row.getString("version"),
                row.getString("phase"),
                hex(row.getBuffer("settings")),
                instant(row, "started_at"),
                instant(row, "beat_at"),
                Duration.ofMillis(Math.max(0, row.getLong("ago") / 1000)),
                Duration.ofMillis(row.getLong("clock_offset")));
    }

    /** A digest as it is shown and compared. */
    static String hex(Buffer digest) {
        return HexFormat.of().formatHex(digest.getBytes());
    }

    private static Instant instant(Row row, String column) {
        return row.getLocalDateTime(column).toInstant(ZoneOffset.UTC);
    }
}
