package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import io.wkgate.store.KeyList;
import io.wkgate.store.UuidBytes;
import java.util.Collection;
import java.util.Optional;

/**
 * The deliveries of one destination that were committed with a lease of this process, which is their event's id: by that they
 * are found, for nobody has asked for their own ids. Whoever does not hold the lease any more changes nothing.
 */
final class BornLeases {

    private static final String OURS = " WHERE event_id IN (%s) AND destination = ? AND state = 0 AND lease = event_id";

    private final Database database;
    private final Destination destination;

    BornLeases(Database database, Destination destination) {
        this.database = database;
        this.destination = destination;
    }

    /**
     * Changes them.
     *
     * @param deliveries at least one
     * @param values of the change's parameters
     */
    Future<Void> change(Collection<Delivery> deliveries, String change, Tuple values) {
        KeyList<Buffer> events = new KeyList<>(deliveries.stream()
                .map(Delivery::eventId)
                .sorted()
                .map(UuidBytes::of)
                .toList());
        return database.execute(
                        "UPDATE wkgate_delivery FORCE INDEX (event) SET " + change + OURS.formatted(events.marks()),
                        events.addTo(values).addInteger(destination.id()))
                .mapEmpty();
    }

    /** The same with its own id, by which all else is written of it; nothing if it is this process's no more. */
    Future<Optional<Delivery>> identified(Delivery delivery) {
        return database.execute(
                        "SELECT id FROM wkgate_delivery FORCE INDEX (event)" + OURS.formatted("?"),
                        Tuple.of(delivery.lease(), destination.id()))
                .map(FirstColumn::numbers)
                .map(ids -> ids.stream().findFirst().map(delivery::withId));
    }
}
