package io.wkgate.intake;

import io.wkgate.event.EventKind;
import java.util.function.LongConsumer;

/** Makes the receptions of events, and says when there is no room for one more. */
final class Admission {

    private final GroupCommit commit;
    private final RelayPlan relay;
    private final IntakeMetrics metrics;
    private final Unacknowledged unacknowledged;
    private final HeldBytes held;
    private final int entryLimit;

    Admission(
            GroupCommit commit,
            RelayPlan relay,
            IntakeMetrics metrics,
            Unacknowledged unacknowledged,
            HeldBytes held,
            int entryLimit) {
        this.commit = commit;
        this.relay = relay;
        this.metrics = metrics;
        this.unacknowledged = unacknowledged;
        this.held = held;
        this.entryLimit = entryLimit;
    }

    HeldBytes held() {
        return held;
    }

    IntakeMetrics metrics() {
        return metrics;
    }

    Unacknowledged unacknowledged() {
        return unacknowledged;
    }

    /** @param committed told, on any thread, how many bytes of the body were committed while others are still read */
    Reception begin(EventKind kind, String name, Transport transport, LongConsumer committed) {
        unacknowledged.came(kind);
        return kind == EventKind.MSG_NOTIFY
                ? new NotifyReception(transport, commit, relay, metrics, entryLimit, committed)
                : new OtherReception(kind, name, transport, commit, relay, entryLimit);
    }
}
