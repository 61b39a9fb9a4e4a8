package io.wkgate.intake;

import io.wkgate.store.NewEvent;
import java.util.List;
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

    /** The events are committed. Never throws: the relay also finds them in the table, later. */
    public void tell(List<NewEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            relay.committed(events);
        } catch (RuntimeException e) {
            LOG.warn("the relay failed to take up what was committed, and will find it later", e);
        }
    }
}
