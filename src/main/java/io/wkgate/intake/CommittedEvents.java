package io.wkgate.intake;

import io.wkgate.store.Source;
import io.wkgate.store.Written;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the relay which events may be delivered. */
public final class CommittedEvents {

    private static final Logger LOG = LoggerFactory.getLogger(CommittedEvents.class);

    private final RelayPlan relay;

    public CommittedEvents(RelayPlan relay) {
        this.relay = relay;
    }

    /** Whether something waits for its commit, which goes before delivering. */
    void intakeWaits(boolean waits) {
        relay.intakeWaits(waits);
    }

    /** Events are committed, if any. Never throws: the relay also finds them in the table, later. */
    public void tell(Written written, Source source) {
        if (written.events().isEmpty()) {
            return;
        }
        try {
            relay.committed(written.events(), source);
        } catch (RuntimeException e) {
            LOG.warn("the relay failed to take up what was committed, and will find it later", e);
        }
    }
}
