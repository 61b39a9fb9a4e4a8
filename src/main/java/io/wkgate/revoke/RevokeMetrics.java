package io.wkgate.revoke;

import io.micrometer.core.instrument.Counter;
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
        Counter.builder("wkgate.revokes.requested")
                .description("Requests to revoke by their answer")
                .tag("answer", answer.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    void ended(RevokeState state, int count) {
        Counter.builder("wkgate.revokes.ended")
                .description("Revokes that ended by themselves, by how they ended")
                .tag("state", state.label())
                .register(registry)
                .increment(count);
    }

    void backlog(RevokeQueue.Backlog backlog) {
        latest = backlog;
    }
}
