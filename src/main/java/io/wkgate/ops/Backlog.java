package io.wkgate.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.wkgate.store.DeadLetters;
import io.wkgate.store.NewDeadLetter.Kind;
import java.util.Locale;
import java.util.Map;

/** Measures how much waits for a person, every few seconds, so that asking for the metrics costs the database nothing. */
final class Backlog {

    private static final long PERIOD_MILLIS = 10_000;

    private final DeadLetters deadLetters;
    private volatile Map<Kind, DeadLetters.Backlog> latest = Map.of();

    Backlog(DeadLetters deadLetters, MeterRegistry registry) {
        this.deadLetters = deadLetters;
        for (Kind kind : Kind.values()) {
            String label = kind.name().toLowerCase(Locale.ROOT);
            Gauge.builder(
                            "wkgate.deadletters",
                            this,
                            backlog -> backlog.of(kind).depth())
                    .description(
                            "Dead letters that wait for a person. Worry when it is not 0: look, mend, replay or drop")
                    .baseUnit("dead letters")
                    .tag("kind", label)
                    .register(registry);
            Gauge.builder(
                            "wkgate.deadletters.oldest.seconds",
                            this,
                            backlog -> backlog.of(kind).oldestSeconds())
                    .description("Age of the oldest dead letter, 0 if there is none. Worry after a day: nobody looks")
                    .baseUnit("seconds")
                    .tag("kind", label)
                    .register(registry);
        }
    }

    private DeadLetters.Backlog of(Kind kind) {
        return latest.getOrDefault(kind, DeadLetters.Backlog.NONE);
    }

    void start(Vertx vertx) {
        measure();
        vertx.setPeriodic(PERIOD_MILLIS, tick -> measure());
    }

    private void measure() {
        deadLetters.backlog().onSuccess(backlog -> latest = backlog);
    }
}
