package io.wkgate.gap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** What operators see of sweeps. Thread-safe. */
final class SweepMetrics {

    private final MeterRegistry registry;
    private volatile long open;
    private volatile long oldestSeconds;

    SweepMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (SweepKind kind : SweepKind.values()) {
            finished(kind, 0);
            walked(kind, SweepTally.NOTHING);
        }
        Gauge.builder("wkgate.gap.sweep.open", this, metrics -> metrics.open)
                .description("Sweeps that have not ended. Worry as for the oldest of them")
                .baseUnit("sweeps")
                .register(registry);
        Gauge.builder("wkgate.gap.sweep.oldest.seconds", this, metrics -> metrics.oldestSeconds)
                .description(
                        "Age of the oldest sweep that has not ended, 0 if there is none. Worry when it is hours old and"
                                + " walked stands still: WuKongIM does not answer")
                .baseUnit("seconds")
                .register(registry);
    }

    /** Measures for how long upstream has told of no message although it has some. */
    void silence(Supplier<Number> seconds) {
        Gauge.builder("wkgate.gap.silence.seconds", seconds)
                .description(
                        "How long no msg.notify has come although WuKongIM was seen to have new messages, 0 if it was"
                                + " not. Worry when it is not 0: its webhook does not lead here any more")
                .baseUnit("seconds")
                .register(registry);
    }

    void finished(SweepKind kind) {
        finished(kind, 1);
    }

    private void finished(SweepKind kind, int count) {
        count("wkgate.gap.sweeps", "sweeps", "Sweeps that came to their end, by why they were made", kind, count);
    }

    void walked(SweepKind kind, SweepTally tally) {
        count("wkgate.gap.sweep.walked", "channels", "Channels that sweeps looked at", kind, tally.walked());
        count(
                "wkgate.gap.sweep.behind",
                "channels",
                "Channels in which WuKongIM had more than was stored, or that are read again because somebody asked."
                        + " Worry when daily goes up: the webhook lost what no outage explains",
                kind,
                tally.behind());
        count(
                "wkgate.gap.sweep.unknown",
                "channels",
                "Channels whose newest number WuKongIM did not tell. Worry when most are: the end of a channel cannot"
                        + " be compared then",
                kind,
                tally.unknown());
    }

    private void count(String name, String unit, String description, SweepKind kind, long count) {
        Counter.builder(name)
                .baseUnit(unit)
                .description(description)
                .tag("kind", kind.column())
                .register(registry)
                .increment(count);
    }

    /** @param seconds the age of the oldest, 0 if there is none */
    void open(long count, long seconds) {
        open = count;
        oldestSeconds = seconds;
    }
}
