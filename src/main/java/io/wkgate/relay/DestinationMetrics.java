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
        attempts = counter("wkgate.relay.attempts", "Requests that were made", name)
                .register(registry);
        delivered = counter("wkgate.relay.delivered", "Requests that were answered 2xx", name)
                .register(registry);
        splits = counter("wkgate.relay.splits", "Deliveries that were refused as a whole and cut in half", name)
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.DELIVERED) {
                failed.put(
                        outcome,
                        counter("wkgate.relay.failed", "Requests that failed, by what happened", name)
                                .tag("outcome", outcome.label())
                                .register(registry));
            }
        }
        latency = Timer.builder("wkgate.relay.latency")
                .description("From the commit of an event to its delivery")
                .tag(TAG, name)
                .serviceLevelObjectives(
                        Duration.ofMillis(50),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(10))
                .register(registry);
        gauge(registry, name, "wkgate.relay.waiting", "Deliveries that wait", it -> it.backlog.waiting());
        gauge(registry, name, "wkgate.relay.dead", "Deliveries among the dead letters", it -> it.backlog.dead());
        gauge(
                registry,
                name,
                "wkgate.relay.oldest.seconds",
                "Age of the oldest delivery that waits, in seconds, 0 if none does",
                it -> it.backlog.oldestSeconds());
        gauge(
                registry,
                name,
                "wkgate.relay.stopped",
                "1 if it is stopped and everything waits",
                it -> it.stopped ? 1 : 0);
        gauge(
                registry,
                name,
                "wkgate.relay.circuit",
                "1 if nothing is sent because most requests fail, 0.5 while it is found out whether it is back",
                DestinationMetrics::circuitValue);
    }

    private static Counter.Builder counter(String metric, String description, String name) {
        return Counter.builder(metric).description(description).tag(TAG, name);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String metric,
            String description,
            ToDoubleFunction<DestinationMetrics> value) {
        Gauge.builder(metric, this, value)
                .description(description)
                .tag(TAG, name)
                .strongReference(true)
                .register(registry);
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
