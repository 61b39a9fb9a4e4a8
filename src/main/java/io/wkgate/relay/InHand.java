package io.wkgate.relay;

import io.wkgate.store.DatabaseAbsence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The deliveries that a worker is sending. Of one that takes long the lease is kept, so that a lease need not be as long as the
 * longest request: what a dead process had in hand is another's soon. Used on the worker's context only.
 */
final class InHand {

    /** How often leases are kept. */
    static final Duration RENEWAL = Duration.ofSeconds(7);

    /** Most are over sooner, and cost no statement. */
    static final Duration YOUNG = Duration.ofSeconds(2);

    private final Map<Delivery, Long> begunAt = new IdentityHashMap<>();
    private final DeliveryChanges changes;
    private final DatabaseAbsence absence;
    private final LongSupplier nanos;

    /** @param nanos the clock of {@link System#nanoTime} */
    InHand(DeliveryChanges changes, DatabaseAbsence absence, LongSupplier nanos) {
        this.changes = changes;
        this.absence = absence;
        this.nanos = nanos;
    }

    /**
     * Noting may take long, so the body is not kept for that.
     *
     * @return as what it is known here until it ended
     */
    Delivery begun(Delivery delivery) {
        Delivery known = delivery.withoutBody();
        begunAt.put(known, nanos.getAsLong());
        return known;
    }

    void ended(Delivery known) {
        begunAt.remove(known);
    }

    boolean isEmpty() {
        return begunAt.isEmpty();
    }

    Collection<Delivery> deliveries() {
        return List.copyOf(begunAt.keySet());
    }

    /** Holds the leases for longer; one that was lost stays lost. */
    void renew() {
        long now = nanos.getAsLong();
        List<Delivery> old = new ArrayList<>();
        begunAt.forEach((known, at) -> {
            if (now - at >= YOUNG.toNanos()) {
                old.add(known);
            }
        });
        if (!old.isEmpty()) {
            changes.renewed(old).onFailure(absence::notWritten);
        }
    }
}
