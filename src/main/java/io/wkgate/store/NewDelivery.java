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
 */
public record NewDelivery(
        int destination, String part, Optional<Selection> selection, int lane, Duration expiresAfter) {}
