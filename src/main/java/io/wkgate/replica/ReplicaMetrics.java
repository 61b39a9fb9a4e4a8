package io.wkgate.replica;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What operators see of the replicas. Thread-safe. */
final class ReplicaMetrics {

    private volatile double serving;
    private volatile Duration clockOffset = Duration.ZERO;

    ReplicaMetrics(MeterRegistry registry) {
        gauge(
                registry,
                "wkgate.replicas",
                "replicas",
                "Replicas that take events, as this one last read in the database, not a number while it cannot: take the"
                        + " greatest of all. Worry when there are fewer than you run",
                it -> it.serving);
        gauge(
                registry,
                "wkgate.replica.clock.offset.seconds",
                "seconds",
                "How far this process's clock is ahead of the database's. Worry at 5 s before or after: whose clock is"
                        + " wrong",
                it -> it.clockOffset.toMillis() / 1000.0);
    }

    private void gauge(
            MeterRegistry registry,
            String metric,
            String unit,
            String description,
            ToDoubleFunction<ReplicaMetrics> value) {
        Gauge.builder(metric, this, value)
                .baseUnit(unit)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    void seen(List<Replica> replicas) {
        serving = replicas.stream().filter(Replica::serving).count();
    }

    /** The database is away: what it said last may be true no more. */
    void unseen() {
        serving = Double.NaN;
    }

    void clockOffset(Duration measured) {
        clockOffset = measured;
    }
}
