package io.wkgate.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.wkgate.store.DeadLetters;

/** Measures how much waits for a person, every few seconds, so that asking for the metrics costs the database nothing. */
final class Backlog {

    private static final long PERIOD_MILLIS = 10_000;

    private final DeadLetters deadLetters;
    private volatile DeadLetters.Backlog latest = new DeadLetters.Backlog(0, 0);

    Backlog(DeadLetters deadLetters, MeterRegistry registry) {
        this.deadLetters = deadLetters;
        Gauge.builder("wkgate.deadletters", this, backlog -> backlog.latest.depth())
                .description("Dead letters that wait for a person")
                .register(registry);
        Gauge.builder("wkgate.deadletters.oldest.seconds", this, backlog -> backlog.latest.oldestSeconds())
                .description("Age of the oldest dead letter in seconds, 0 if there is none")
                .register(registry);
    }

    void start(Vertx vertx) {
        measure();
        vertx.setPeriodic(PERIOD_MILLIS, tick -> measure());
    }

    private void measure() {
        deadLetters.backlog().onSuccess(backlog -> latest = backlog);
    }
}
