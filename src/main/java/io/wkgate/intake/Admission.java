package io.wkgate.intake;

import io.wkgate.event.EventKind;
import java.util.function.LongConsumer;

/** Makes the receptions of events, and says when there is no room for one more. */
final class Admission {

    private final GroupCommit commit;
    private final IntakeMetrics metrics;
    private final HeldBytes held;
    private final int entryLimit;

    Admission(GroupCommit commit, IntakeMetrics metrics, HeldBytes held, int entryLimit) {
        this.commit = commit;
        this.metrics = metrics;
        this.held = held;
        this.entryLimit = entryLimit;
    }

    HeldBytes held() {
        return held;
    }

    IntakeMetrics metrics() {
        return metrics;
    }

    /** @param committed told, on any thread, how many bytes of the body were committed while others are still read */
    Reception begin(EventKind kind, String name, Transport transport, LongConsumer committed) {
        return kind == EventKind.MSG_NOTIFY
                ? new NotifyReception(transport, commit, metrics, entryLimit, committed)
                : new OtherReception(kind, name, transport, commit, entryLimit);
    }
}
