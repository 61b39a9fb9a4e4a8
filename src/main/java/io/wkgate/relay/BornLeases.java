package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import io.wkgate.store.NewEvent;
import io.wkgate.store.UuidBytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The deliveries of one destination that were committed with a lease of this process, which is their event's id. Nobody had
 * to claim them, and their bodies are still here.
 */
final class BornLeases {

    private static final String OURS =
            " WHERE d.event_id IN (%s) AND d.destination = ? AND d.state = 0 AND d.lease = d.event_id";

    private final Database database;
    private final Destination destination;

    BornLeases(Database database, Destination destination) {
        this.database = database;
        this.destination = destination;
    }

    /**
     * Those of these events' deliveries that are this process's still; how old each is tells how long.
     *
     * @param events at least one
     */
    Future<List<Delivery>> find(Collection<NewEvent> events) {
        Map<UUID, NewEvent> known = new HashMap<>();
        events.forEach(event -> known.put(event.id(), event));
        // By the database's clock: a commit that had to be tried again may have begun long ago.
        String left = "SELECT d.id, d.event_id, d.lane, e.source,"
                + " TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), d.due_at) AS remaining"
                + " FROM wkgate_delivery d FORCE INDEX (event)"
                + " JOIN wkgate_event e FORCE INDEX (PRIMARY) ON e.id = d.event_id"
                + OURS.formatted(marks(known.size())) + " ORDER BY d.id";
        return database.execute(left, ours(known.keySet())).map(rows -> deliveries(rows, known));
    }

    private List<Delivery> deliveries(RowSet<Row> rows, Map<UUID, NewEvent> known) {
        List<Delivery> deliveries = new ArrayList<>();
        for (Row row : rows) {
            Buffer lease = row.getBuffer("event_id");
            NewEvent event = known.get(UuidBytes.read(lease));
            if (event != null) {
                long ageMillis = destination.lease().toMillis() - row.getLong("remaining") / 1000;
                deliveries.add(delivery(row, event, lease, Math.max(0, ageMillis)));
            }
        }
        return deliveries;
    }

    private static Delivery delivery(Row row, NewEvent event, Buffer lease, long ageMillis) {
        return new Delivery(
                row.getLong("id"),
                event.id(),
                "",
                new Pieces(List.of()),
                false,
                row.getInteger("lane"),
                0,
                0,
                event.name(),
                DeliveryQueue.source(row.getString("source")),
                event.body(),
                event.plain().orElse(null),
                ageMillis,
                lease);
    }

    /** They are due now, for whoever claims them. */
    Future<Void> giveBack(Collection<UUID> events) {
        return database.execute(
                        "UPDATE wkgate_delivery d FORCE INDEX (event) SET d.lease = NULL,"
                                + " d.due_at = UTC_TIMESTAMP(3)" + OURS.formatted(marks(events.size())),
                        ours(events))
                .mapEmpty();
    }

    /** Few sizes, so that the statements stay prepared. */
    private static String marks(int count) {
        return "?,".repeat(size(count) - 1) + "?";
    }

    private static int size(int count) {
        int size = Integer.highestOneBit(count);
        return size == count ? size : size * 2;
    }

    private Tuple ours(Collection<UUID> events) {
        List<UUID> sorted = events.stream().sorted().toList();
        Tuple values = Tuple.tuple();
        sorted.forEach(id -> values.addBuffer(UuidBytes.of(id)));
        for (int missing = size(sorted.size()) - sorted.size(); missing > 0; missing--) {
            values.addBuffer(UuidBytes.of(sorted.get(sorted.size() - 1)));
        }
        return values.addInteger(destination.id());
    }
}
