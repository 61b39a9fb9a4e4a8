package io.wkgate.gap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What operators see of sweeps. Thread-safe. */
final class SweepMetrics {

    private final MeterRegistry registry;
    private volatile long oldestSeconds;

    SweepMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (SweepKind kind : SweepKind.values()) {
            finished(kind, 0);
            walked(kind, SweepTally.NOTHING);
        }
        Gauge.builder("wkgate.gap.sweep.oldest.seconds", this, metrics -> metrics.oldestSeconds)
                .description("Age of the oldest sweep that has not ended, in seconds, 0 if there is none")
                .register(registry);
    }

    void finished(SweepKind kind) {
        finished(kind, 1);
    }

    private void finished(SweepKind kind, int count) {
        count("wkgate.gap.sweeps", "Sweeps that came to their end, by why they were made", kind, count);
    }

    void walked(SweepKind kind, SweepTally tally) {
        count("wkgate.gap.sweep.walked", "Channels that sweeps looked at", kind, tally.walked());
        count("wkgate.gap.sweep.behind", "Channels that had more than was stored", kind, tally.behind());
        count("wkgate.gap.sweep.unknown", "Channels whose newest number was not told", kind, tally.unknown());
    }

    private void count(String name, String description, SweepKind kind, long count) {
        Counter.builder(name)
                .description(description)
                .tag("kind", kind.column())
                .register(registry)
                .increment(count);
    }

    void oldest(long seconds) {
        oldestSeconds = seconds;
    }
}
