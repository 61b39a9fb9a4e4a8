package io.wkgate.intake;

import io.wkgate.event.EventKind;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who repairs of what came and was not acknowledged; only of a msg.notify, for of the others nothing is stored. */
final class Unacknowledged {

    private static final Logger LOG = LoggerFactory.getLogger(Unacknowledged.class);

    private final Losses losses;

    Unacknowledged(Losses losses) {
        this.losses = losses;
    }

    /** An event came. Never throws. */
    void came(EventKind kind) {
        tell(kind, Losses::notifyCame);
    }

    /** An event was not acknowledged. Never throws. */
    void tell(EventKind kind, String reason) {
        tell(kind, who -> who.mayHaveLost(reason));
    }

    private void tell(EventKind kind, Consumer<Losses> what) {
        if (kind != EventKind.MSG_NOTIFY) {
            return;
        }
        try {
            what.accept(losses);
        } catch (RuntimeException e) {
            LOG.warn("who notes what may be lost failed", e);
        }
    }
}
