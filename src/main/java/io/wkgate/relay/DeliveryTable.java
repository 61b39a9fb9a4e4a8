package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import io.wkgate.store.Source;
import io.wkgate.store.Statement;
import io.wkgate.store.UuidBytes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries as operators see and change them. */
final class DeliveryTable {

    private static final String SELECT = "SELECT d.id, d.event_id, d.part, d.selection, d.split, d.state, d.due_at,"
            + " d.expires_at, d.attempts, d.lane, t.name AS destination, e.name AS event,"
            + " e.source, e.received_at%s FROM wkgate_delivery d"
            + " JOIN wkgate_event e ON e.id = d.event_id JOIN wkgate_destination t ON t.id = d.destination";

    private static final String ONE = SELECT.formatted("") + " WHERE d.id = ?";

    private static final String ONE_WITH_BODY = SELECT.formatted(", e.body") + " WHERE d.id = ?";

    private static final int BATCH = 200;

    private final Database database;

    DeliveryTable(Database database) {
        this.database = database;
    }

    /** @param packed the event's whole body, compressed; null where it was not asked for */
    record Kept(
            long id,
            UUID eventId,
            String part,
            Pieces pieces,
            boolean split,
            DeliveryState state,
            Instant dueAt,
            Instant expiresAt,
            int attempts,
            int lane,
            String destination,
            String event,
            Source source,
            Instant receivedAt,
            @Nullable Buffer packed) {

        String webhookId() {
            return WebhookId.of(eventId, part, pieces, split);
        }

        private Statement deadLetter() {
            return DeliveryDeadLetter.delete(id, webhookId(), event, destination);
        }

        private DeliveryRemoval.Doomed doomed() {
            return new DeliveryRemoval.Doomed(id, eventId);
        }
    }

    Future<Optional<Kept>> find(long id) {
        return database.execute(ONE_WITH_BODY, Tuple.of(id)).map(DeliveryTable::first);
    }

    /** Those that failed, the oldest first. */
    Future<List<DeliveryView.Failure>> failures(long id) {
        return database.execute(
                        "SELECT at, outcome, status, took_millis, detail, answer FROM wkgate_delivery_attempt"
                                + " WHERE delivery_id = ? ORDER BY id",
                        Tuple.of(id))
                .map(AttemptRows::read);
    }

    /**
     * Makes a dead one due at once, whatever else of its lane is being sent: the claim sees to that.
     *
     * @return what it was; nothing if it is not dead
     */
    Future<Optional<Kept>> replay(long id, Duration tryFor) {
        return database.transaction(transaction -> dead(transaction, id).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(found);
            }
            return transaction
                    .preparedQuery("UPDATE wkgate_delivery SET state = 0, attempts = 0, refusals = 0, lease = NULL,"
                            + " due_at = UTC_TIMESTAMP(3),"
                            + " expires_at = TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3)) WHERE id = ?")
                    .execute(Tuple.of(tryFor.toMillis() * 1000, id))
                    .compose(changed -> found.get().deadLetter().run(transaction))
                    .map(found);
        }));
    }

    /** Deletes a dead one and its dead letter; false if it is not dead. */
    Future<Boolean> drop(long id) {
        return find(id).compose(found -> found.isEmpty() || found.get().state() != DeliveryState.DEAD
                ? Future.succeededFuture(false)
                : database.transaction(transaction -> DeliveryRemoval.remove(
                                transaction, List.of(found.get().doomed()), DeliveryState.DEAD)
                        .compose(removed -> removed == 0
                                ? Future.succeededFuture(false)
                                : found.get().deadLetter().run(transaction).map(true))));
    }

    /** Deletes all of a destination and their dead letters, a batch after the other; tells how many. */
    Future<Integer> forget(int destination) {
        return forget(destination, 0);
    }

    private Future<Integer> forget(int destination, int before) {
        return database.execute(
                        SELECT.formatted("") + " WHERE d.destination = ? ORDER BY d.id LIMIT " + BATCH,
                        Tuple.of(destination))
                .map(DeliveryTable::read)
                .compose(batch -> {
                    Future<Integer> all = Future.succeededFuture(before);
                    for (DeliveryState state : DeliveryState.values()) {
                        List<Kept> some = batch.stream()
                                .filter(kept -> kept.state() == state)
                                .toList();
                        all = some.isEmpty()
                                ? all
                                : all.compose(count -> remove(some, state).map(removed -> count + removed));
                    }
                    return batch.isEmpty() ? all : all.compose(count -> forget(destination, count));
                });
    }

    private Future<Integer> remove(List<Kept> batch, DeliveryState state) {
        return database.transaction(transaction -> DeliveryRemoval.remove(
                        transaction, batch.stream().map(Kept::doomed).toList(), state)
                .compose(removed -> {
                    Future<Void> letters = Future.succeededFuture();
                    if (state == DeliveryState.DEAD) {
                        for (Kept kept : batch) {
                            letters = letters.compose(done -> kept.deadLetter().run(transaction))
                                    .mapEmpty();
                        }
                    }
                    return letters.map(removed);
                }));
    }

    private static Future<Optional<Kept>> dead(SqlConnection transaction, long id) {
        return transaction
                .preparedQuery(ONE + " AND d.state = " + DeliveryState.DEAD.column() + " FOR UPDATE")
                .execute(Tuple.of(id))
                .map(DeliveryTable::first);
    }

    private static Optional<Kept> first(RowSet<Row> rows) {
        return read(rows).stream().findFirst();
    }

    private static List<Kept> read(RowSet<Row> rows) {
        List<Kept> all = new ArrayList<>();
        rows.forEach(row -> all.add(new Kept(
                row.getLong("id"),
                UuidBytes.read(row.getBuffer("event_id")),
                row.getString("part"),
                Pieces.parse(row.getString("selection")),
                row.getInteger("split") == 1,
                DeliveryState.of(row.getInteger("state")),
                row.getLocalDateTime("due_at").toInstant(ZoneOffset.UTC),
                row.getLocalDateTime("expires_at").toInstant(ZoneOffset.UTC),
                row.getInteger("attempts"),
                row.getInteger("lane"),
                row.getString("destination"),
                row.getString("event"),
                DeliveryQueue.source(row.getString("source")),
                row.getLocalDateTime("received_at").toInstant(ZoneOffset.UTC),
                row.getColumnIndex("body") < 0 ? null : row.getBuffer("body"))));
        return all;
    }
}
