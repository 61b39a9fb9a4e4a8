package io.wkgate.gap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What operators see of what waits to be merged. */
final class FinderMetrics {

    private volatile ArrivalBacklog latest = ArrivalBacklog.NONE;

    FinderMetrics(MeterRegistry registry) {
        Gauge.builder("wkgate.gap.arrivals.waiting", this, metrics -> metrics.latest.waiting())
                .description(
                        "Commits whose sequence numbers have not been looked at yet. Worry as for the oldest of them")
                .baseUnit("commits")
                .register(registry);
        Gauge.builder("wkgate.gap.arrivals.oldest.seconds", this, metrics -> metrics.latest.oldestSeconds())
                .description(
                        "Age of the oldest commit whose sequence numbers have not been looked at, 0 if there is none."
                                + " Worry when it is a minute older than gap.grace: nobody finds what is missing")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("wkgate.gap.arrivals.unreadable", this, metrics -> metrics.latest.unreadable())
                .description(
                        "Commits whose sequence numbers could not be read, and were set aside. Worry when it is not 0:"
                                + " the table is damaged, or was written by a newer wkgate")
                .baseUnit("commits")
                .register(registry);
    }

    void backlog(ArrivalBacklog backlog) {
        latest = backlog;
    }
}
