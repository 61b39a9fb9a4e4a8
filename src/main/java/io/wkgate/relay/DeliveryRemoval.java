package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import io.wkgate.store.KeyList;
import io.wkgate.store.UuidBytes;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Deletes deliveries with their attempts, and the events of which no delivery is left. The events are locked first: of two
 * who delete the last deliveries of one event, the second then sees that nothing is left.
 */
final class DeliveryRemoval {

    private final Database database;

    DeliveryRemoval(Database database) {
        this.database = database;
    }

    /** A delivery's id and its event's. */
    record Doomed(long id, UUID eventId) {}

    /**
     * Deletes those of them that are in that state, in one transaction.
     *
     * @param doomed at least one
     * @return how many
     */
    Future<Integer> remove(Collection<Doomed> doomed, DeliveryState state) {
        return database.transaction(transaction -> remove(transaction, doomed, state));
    }

    /** Within a transaction that has locked nothing yet. */
    static Future<Integer> remove(SqlConnection transaction, Collection<Doomed> doomed, DeliveryState state) {
        List<UUID> events = doomed.stream().map(Doomed::eventId).distinct().toList();
        String eventMarks = "?,".repeat(events.size() - 1) + "?";
        KeyList<Long> asked = KeyList.sorted(doomed.stream().map(Doomed::id).toList());
        return transaction
                .preparedQuery("SELECT id FROM wkgate_event FORCE INDEX (PRIMARY) WHERE id IN (" + eventMarks
                        + ") ORDER BY id FOR UPDATE")
                .execute(addTo(Tuple.tuple(), events))
                .compose(locked -> transaction
                        .preparedQuery("SELECT id FROM wkgate_delivery FORCE INDEX (PRIMARY) WHERE id IN ("
                                + asked.marks() + ") AND state = ? ORDER BY id FOR UPDATE")
                        .execute(asked.addTo(Tuple.tuple()).addInteger(state.column())))
                .map(FirstColumn::numbers)
                .compose(ids -> ids.isEmpty()
                        ? Future.succeededFuture(0)
                        : remove(transaction, KeyList.sorted(ids))
                                .compose(removed -> removeLeft(transaction, events, eventMarks))
                                .map(ids.size()));
    }

    private static Future<?> remove(SqlConnection transaction, KeyList<Long> ids) {
        return transaction
                .preparedQuery(
                        "DELETE a FROM wkgate_delivery_attempt a FORCE INDEX (delivery_id) WHERE a.delivery_id IN ("
                                + ids.marks() + ")")
                .execute(ids.addTo(Tuple.tuple()))
                .compose(removed -> transaction
                        .preparedQuery("DELETE d FROM wkgate_delivery d FORCE INDEX (PRIMARY) WHERE d.id IN ("
                                + ids.marks() + ")")
                        .execute(ids.addTo(Tuple.tuple())));
    }

    /**
     * Asks first which of them still have a delivery: as one statement with NOT EXISTS, MariaDB 11.4 reads the whole index of
     * the deliveries, a million of them where a destination is dead, for each batch.
     */
    private static Future<?> removeLeft(SqlConnection transaction, List<UUID> events, String marks) {
        return transaction
                .preparedQuery("SELECT event_id FROM wkgate_delivery FORCE INDEX (event) WHERE event_id IN (" + marks
                        + ") GROUP BY event_id")
                .execute(addTo(Tuple.tuple(), events))
                .compose(used -> {
                    Set<UUID> left = new LinkedHashSet<>(events);
                    used.forEach(row -> left.remove(UuidBytes.read(row.getBuffer("event_id"))));
                    return left.isEmpty()
                            ? Future.succeededFuture()
                            : transaction
                                    .preparedQuery("DELETE FROM wkgate_event WHERE id IN ("
                                            + "?,".repeat(left.size() - 1) + "?)")
                                    .execute(addTo(Tuple.tuple(), left));
                });
    }

    private static Tuple addTo(Tuple values, Collection<UUID> ids) {
        ids.stream().map(UuidBytes::of).forEach((Buffer id) -> values.addBuffer(id));
        return values;
    }
}
