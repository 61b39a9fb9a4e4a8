package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The destinations that the database knows: those that are configured, and those that were. */
final class DestinationTable {

    private static final int REASON = 500;

    private final Database database;

    DestinationTable(Database database) {
        this.database = database;
    }

    /** @param stoppedAt since when nothing is delivered to it */
    record Known(int id, String name, Optional<Instant> stoppedAt, String reason) {}

    /** Makes rows for those that have none; tells all that there are then. */
    Future<List<Known>> addMissing(Collection<String> names) {
        return all().compose(known -> {
            // One that is there already is left alone, for every attempt to insert it would use up an id.
            List<String> missing = names.stream()
                    .filter(name -> known.stream().noneMatch(row -> row.name().equals(name)))
                    .sorted()
                    .toList();
            Future<Void> added = Future.succeededFuture();
            for (String name : missing) {
                added = added.compose(done -> database.execute(
                                "INSERT INTO wkgate_destination (name) VALUES (?) ON DUPLICATE KEY UPDATE id = id",
                                Tuple.of(name))
                        .mapEmpty());
            }
            return missing.isEmpty() ? Future.succeededFuture(known) : added.compose(done -> all());
        });
    }

    Future<List<Known>> all() {
        return database.execute(
                        "SELECT id, name, stopped_at, reason FROM wkgate_destination ORDER BY name", Tuple.tuple())
                .map(DestinationTable::read);
    }

    Future<Optional<Known>> find(String name) {
        return database.execute(
                        "SELECT id, name, stopped_at, reason FROM wkgate_destination WHERE name = ?", Tuple.of(name))
                .map(rows -> read(rows).stream().findFirst());
    }

    Future<Boolean> isStopped(int id) {
        return database.execute(
                        "SELECT 1 FROM wkgate_destination WHERE id = ? AND stopped_at IS NOT NULL", Tuple.of(id))
                .map(rows -> rows.size() > 0);
    }

    /** Tells whether it was not stopped before. */
    Future<Boolean> stop(int id, String reason) {
        return database.execute(
                        "UPDATE wkgate_destination SET stopped_at = UTC_TIMESTAMP(3), reason = ?"
                                + " WHERE id = ? AND stopped_at IS NULL",
                        Tuple.of(reason.length() <= REASON ? reason : reason.substring(0, REASON), id))
                .map(changed -> changed.rowCount() == 1);
    }

    Future<Void> start(int id) {
        return database.execute(
                        "UPDATE wkgate_destination SET stopped_at = NULL, reason = '' WHERE id = ?", Tuple.of(id))
                .mapEmpty();
    }

    Future<Void> remove(int id) {
        return database.execute("DELETE FROM wkgate_destination WHERE id = ?", Tuple.of(id))
                .mapEmpty();
    }

    private static List<Known> read(RowSet<Row> rows) {
        List<Known> all = new ArrayList<>();
        for (Row row : rows) {
            LocalDateTime stoppedAt = row.getLocalDateTime("stopped_at");
            all.add(new Known(
                    row.getInteger("id"),
                    row.getString("name"),
                    Optional.ofNullable(stoppedAt).map(time -> time.toInstant(ZoneOffset.UTC)),
                    row.getString("reason")));
        }
        return all;
    }
}
