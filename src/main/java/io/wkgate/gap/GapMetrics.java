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
        repaired = counter(
                registry,
                "wkgate.gap.repaired",
                "messages",
                "Messages that were brought back from WuKongIM's log. Worry when it goes up without an outage: the"
                        + " webhook loses some");
        absent = counter(
                registry,
                "wkgate.gap.absent",
                "numbers",
                "Missing numbers that WuKongIM proved not to have. Worry when it goes up: it lost or trimmed messages,"
                        + " or never stored them");
        unreadable = counter(
                registry,
                "wkgate.gap.unreadable",
                "numbers",
                "Missing numbers that nobody who is known may read. Worry when it goes up: they are not repaired until"
                        + " you name a reader or WuKongIM 3's manager listener");
        pages = counter(
                registry,
                "wkgate.gap.pages",
                "pages",
                "Pages of WuKongIM's log that were asked for. Worry when it stands still while gaps are open");
        failures = counter(
                registry,
                "wkgate.gap.failures",
                "attempts",
                "Attempts at a channel's gaps that came to nothing. Worry when it goes up while nothing is repaired");
        time = Timer.builder("wkgate.gap.time")
                .description("From the finding of a gap to its end. Worry when it takes hours")
                .serviceLevelObjectives(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1))
                .register(registry);
        gauge(
                registry,
                "wkgate.gap.open",
                "gaps",
                "Gaps that wait for repair. Worry as for the oldest of them",
                it -> it.backlog.gaps());
        gauge(
                registry,
                "wkgate.gap.missing",
                "numbers",
                "Numbers that are missing in open gaps. Worry when it does not go down for half an hour",
                it -> it.backlog.numbers());
        gauge(
                registry,
                "wkgate.gap.oldest.seconds",
                "seconds",
                "Age of the oldest open gap, 0 if there is none. Worry after ten minutes: something keeps repair from"
                        + " it",
                it -> it.backlog.oldestSeconds());
    }

    private static Counter counter(MeterRegistry registry, String metric, String unit, String description) {
        return Counter.builder(metric).baseUnit(unit).description(description).register(registry);
    }

    private void gauge(
            MeterRegistry registry,
            String metric,
            String unit,
            String description,
            ToDoubleFunction<GapMetrics> value) {
        Gauge.builder(metric, this, value)
                .baseUnit(unit)
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
