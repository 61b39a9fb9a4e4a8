package io.wkgate.gap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** What operators see of repair. Thread-safe. */
final class GapMetrics {

    private final Counter repaired;
    private final Counter absent;
    private final Counter unreadable;
    private final Counter pages;
    private final Counter failures;
    private final Timer time;
    private volatile GapBacklog backlog = GapBacklog.NONE;

    GapMetrics(MeterRegistry registry) {
        repaired = counter(registry, "wkgate.gap.repaired", "Messages that were brought back from upstream's log");
        absent = counter(registry, "wkgate.gap.absent", "Missing numbers that upstream proved not to have");
        unreadable = counter(registry, "wkgate.gap.unreadable", "Missing numbers that nobody who is known may read");
        pages = counter(registry, "wkgate.gap.pages", "Pages of upstream's log that were asked for");
        failures = counter(registry, "wkgate.gap.failures", "Attempts at a channel's gaps that came to nothing");
        time = Timer.builder("wkgate.gap.time")
                .description("From finding a gap to its end")
                .serviceLevelObjectives(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1))
                .register(registry);
        gauge(registry, "wkgate.gap.open", "Gaps that wait for repair", it -> it.backlog.gaps());
        gauge(registry, "wkgate.gap.missing", "Numbers that are missing in open gaps", it -> it.backlog.numbers());
        gauge(
                registry,
                "wkgate.gap.oldest.seconds",
                "Age of the oldest open gap, in seconds, 0 if there is none",
                it -> it.backlog.oldestSeconds());
    }

    private static Counter counter(MeterRegistry registry, String metric, String description) {
        return Counter.builder(metric).description(description).register(registry);
    }

    private void gauge(MeterRegistry registry, String metric, String description, ToDoubleFunction<GapMetrics> value) {
        Gauge.builder(metric, this, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    void page() {
        pages.increment();
    }

    void failed() {
        failures.increment();
    }

    void brought(int messages) {
        repaired.increment(messages);
    }

    void settled(Progress progress) {
        absent.increment(progress.absent());
        progress.closed().forEach(gap -> time.record(Duration.ofMillis(gap.ageMillis())));
    }

    void unreadable(Claim claim) {
        unreadable.increment(claim.numbers());
    }

    void backlog(GapBacklog latest) {
        backlog = latest;
    }
}
