package io.wkgate.store;

import io.wkgate.event.Selection;
import java.time.Duration;
import java.util.Optional;

/**
 * One event, or some elements of it, for one destination.
 *
 * @param destination the id of the destination's row
 * @param part tells the deliveries of one event to one destination apart; empty for the whole body
 * @param selection which elements of the body; empty for the whole body
 * @param lane of an ordered destination: deliveries of one lane go one after the other
 * @param expiresAfter from the commit: an attempt that fails then is the last
 * @param leasedFor so long from the commit it is its maker's, and the event's id is the lease; zero: it is due at once, for
 *     whoever claims it first
 */
public record NewDelivery(
        int destination,
        String part,
        Optional<Selection> selection,
        int lane,
        Duration expiresAfter,
        Duration leasedFor) {

    /** One that is due at once. */
    public NewDelivery(int destination, String part, Optional<Selection> selection, int lane, Duration expiresAfter) {
        this(destination, part, selection, lane, expiresAfter, Duration.ZERO);
    }

    /** The same, held by its maker from the commit on. */
    public NewDelivery leased(Duration time) {
        return new NewDelivery(destination, part, selection, lane, expiresAfter, time);
    }

    public boolean isLeased() {
        return !leasedFor.isZero();
    }
}
