package io.wkgate.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What operators see of one destination. Thread-safe. */
final class DestinationMetrics {

    private static final String TAG = "destination";

    private final Counter attempts;
    private final Counter delivered;
    private final Counter splits;
    private final Map<Outcome, Counter> failed = new EnumMap<>(Outcome.class);
    private final Timer latency;
    private volatile Backlog backlog = Backlog.NONE;
    private volatile boolean stopped;
    private volatile String circuit = "closed";

    DestinationMetrics(MeterRegistry registry, String name) {
        attempts = counter("wkgate.relay.attempts", "requests", "Requests that were made", name)
                .register(registry);
        delivered = counter("wkgate.relay.delivered", "requests", "Requests that were answered 2xx", name)
                .register(registry);
        splits = counter(
                        "wkgate.relay.splits",
                        "deliveries",
                        "Deliveries that were refused as a whole and cut in half. Worry when it goes up: the receiver"
                                + " refuses some message",
                        name)
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.DELIVERED) {
                failed.put(
                        outcome,
                        counter(
                                        "wkgate.relay.failed",
                                        "requests",
                                        "Requests that failed, by what happened. Worry when most do, or when gone or"
                                                + " forbidden_address goes up: then nothing is sent any more",
                                        name)
                                .tag("outcome", outcome.label())
                                .register(registry));
            }
        }
        latency = Timer.builder("wkgate.relay.latency")
                .description(
                        "From the commit of an event to its delivery. Worry when the slowest hundredth takes longer"
                                + " than your business may wait")
                .tag(TAG, name)
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1))
                .register(registry);
        Gauges gauges = new Gauges(registry, name);
        gauges.add(
                "wkgate.relay.waiting",
                "deliveries",
                "Deliveries that wait. Worry as for the oldest of them",
                it -> it.backlog.waiting());
        gauges.add(
                "wkgate.relay.dead",
                "deliveries",
                "Deliveries among the dead letters. Worry about each: it is not tried again by itself",
                it -> it.backlog.dead());
        gauges.add(
                "wkgate.relay.oldest.seconds",
                "seconds",
                "Age of the oldest delivery that waits, 0 if none does. Worry after some minutes: the receiver is down"
                        + " or too slow",
                it -> it.backlog.oldestSeconds());
        gauges.add(
                "wkgate.relay.stopped",
                "0 or 1",
                "1 if it is stopped and everything waits. Worry when it is 1 and nobody stopped it: the receiver"
                        + " answered 410",
                it -> it.stopped ? 1 : 0);
        gauges.add(
                "wkgate.relay.circuit",
                "0, 0.5 or 1",
                "1 if nothing is sent because most requests fail, 0.5 while it is found out whether it is back. Worry"
                        + " when it stays at 1",
                DestinationMetrics::circuitValue);
    }

    private static Counter.Builder counter(String metric, String unit, String description, String name) {
        return Counter.builder(metric).baseUnit(unit).description(description).tag(TAG, name);
    }

    private final class Gauges {

        private final MeterRegistry registry;
        private final String name;

        Gauges(MeterRegistry registry, String name) {
            this.registry = registry;
            this.name = name;
        }

        void add(String metric, String unit, String description, ToDoubleFunction<DestinationMetrics> value) {
            Gauge.builder(metric, DestinationMetrics.this, value)
                    .baseUnit(unit)
                    .description(description)
                    .tag(TAG, name)
                    .strongReference(true)
                    .register(registry);
        }
    }

    private double circuitValue() {
        if (circuit.equals("closed")) {
            return 0;
        }
        return circuit.equals("half_open") ? 0.5 : 1;
    }

    void attempt(Outcome outcome) {
        attempts.increment();
        if (outcome != Outcome.DELIVERED) {
            Objects.requireNonNull(failed.get(outcome)).increment();
        }
    }

    void delivered(Duration sinceCommit) {
        delivered.increment();
        latency.record(sinceCommit);
    }

    void split() {
        splits.increment();
    }

    void standing(boolean stopped, String circuit) {
        this.stopped = stopped;
        this.circuit = circuit;
    }

    void backlog(Backlog backlog) {
        this.backlog = backlog;
    }

    void oldest(long seconds) {
        Backlog last = backlog;
        backlog = new Backlog(last.waiting(), seconds, last.dead());
    }

    /**
     * What has piled up.
     *
     * @param oldestSeconds 0 if nothing waits
     */
    record Backlog(long waiting, long oldestSeconds, long dead) {

        static final Backlog NONE = new Backlog(0, 0, 0);
    }
}
