package io.wkgate.intake;

import io.wkgate.event.EventKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who repairs of the events that were not acknowledged; only of a msg.notify, for of the others nothing is stored. */
final class Unacknowledged {

    private static final Logger LOG = LoggerFactory.getLogger(Unacknowledged.class);

    private final Losses losses;

    Unacknowledged(Losses losses) {
        this.losses = losses;
    }

    /** One event was. Never throws. */
    void tell(EventKind kind, String reason) {
        if (kind != EventKind.MSG_NOTIFY) {
            return;
        }
        try {
            losses.mayHaveLost(reason);
        } catch (RuntimeException e) {
            LOG.warn("who notes what may be lost failed", e);
        }
    }
}
