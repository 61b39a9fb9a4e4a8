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
                .description("Revokes that have not ended. Worry as for the oldest of them")
                .baseUnit("revokes")
                .register(registry);
        Gauge.builder("wkgate.revokes.oldest.seconds", this, metrics -> metrics.latest.oldestSeconds())
                .description(
                        "Age of the oldest revoke that has not ended, 0 if there is none. Worry after some minutes:"
                                + " clients still show what was taken back")
                .baseUnit("seconds")
                .register(registry);
        for (RevokeState state : new RevokeState[] {RevokeState.CONFIRMED, RevokeState.SENT, RevokeState.DEAD}) {
            ended(state, 0);
        }
        // A count that appears with its first event is no increase for Prometheus.
        for (Class<?> answer : RevokeAnswer.class.getPermittedSubclasses()) {
            requested(answer);
        }
    }

    void answered(RevokeAnswer answer) {
        requested(answer.getClass()).increment();
    }

    private Counter requested(Class<?> answer) {
        return Counter.builder("wkgate.revokes.requested")
                .description(
                        "Requests to revoke by their answer. Worry when unavailable goes up: neither the database nor"
                                + " WuKongIM tells the message")
                .baseUnit("requests")
                .tag("answer", answer.getSimpleName().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    void ended(RevokeState state, int count) {
        Counter.builder("wkgate.revokes.ended")
                .description(
                        "Revokes that ended by themselves, by how they ended. Worry about each that is dead: it stands"
                                + " in the dead letters")
                .baseUnit("revokes")
                .tag("state", state.label())
                .register(registry)
                .increment(count);
    }

    void backlog(RevokeQueue.Backlog backlog) {
        latest = backlog;
    }
}
