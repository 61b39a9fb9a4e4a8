package io.wkgate.intake;

import io.wkgate.event.EventKind;

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

    Reception begin(EventKind kind, String name, Transport transport) {
        return kind == EventKind.MSG_NOTIFY
                ? new NotifyReception(transport, commit, metrics, entryLimit)
                : new OtherReception(kind, name, transport, commit, entryLimit);
    }
}
