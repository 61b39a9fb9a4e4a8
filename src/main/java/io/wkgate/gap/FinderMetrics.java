package io.wkgate.gap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What operators see of what waits to be merged. */
final class FinderMetrics {

    private volatile ArrivalBacklog latest = ArrivalBacklog.NONE;

    FinderMetrics(MeterRegistry registry) {
        Gauge.builder("wkgate.gap.arrivals.waiting", this, metrics -> metrics.latest.waiting())
                .description("Commits whose sequence numbers have not been looked at yet")
                .register(registry);
        Gauge.builder("wkgate.gap.arrivals.oldest.seconds", this, metrics -> metrics.latest.oldestSeconds())
                .description("Age of the oldest of them in seconds, 0 if there is none")
                .register(registry);
        Gauge.builder("wkgate.gap.arrivals.unreadable", this, metrics -> metrics.latest.unreadable())
                .description("Commits whose sequence numbers could not be read, and were set aside")
                .register(registry);
    }

    void backlog(ArrivalBacklog backlog) {
        latest = backlog;
    }
}
