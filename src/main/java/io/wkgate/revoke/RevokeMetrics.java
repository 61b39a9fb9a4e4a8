package io.wkgate.revoke;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** What operators see of revokes. */
final class RevokeMetrics {

    private final MeterRegistry registry;
    private volatile RevokeQueue.Backlog latest = new RevokeQueue.Backlog(0, 0);

    RevokeMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("wkgate.revokes.waiting", this, metrics -> metrics.latest.depth())
                .description("Revokes that have not ended")
                .register(registry);
        Gauge.builder("wkgate.revokes.oldest.seconds", this, metrics -> metrics.latest.oldestSeconds())
                .description("Age of the oldest revoke that has not ended, in seconds, 0 if there is none")
                .register(registry);
        for (RevokeState state : new RevokeState[] {RevokeState.CONFIRMED, RevokeState.SENT, RevokeState.DEAD}) {
            ended(state, 0);
        }
    }

    void answered(RevokeAnswer answer) {
        registry.counter(
                        "wkgate.revokes.requested",
                        "answer",
                        answer.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .increment();
    }

    void ended(RevokeState state, int count) {
        registry.counter("wkgate.revokes.ended", "state", state.label()).increment(count);
    }

    void backlog(RevokeQueue.Backlog backlog) {
        latest = backlog;
    }
}
