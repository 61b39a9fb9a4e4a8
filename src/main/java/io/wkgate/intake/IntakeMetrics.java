package io.wkgate.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wkgate.event.Entry;
import io.wkgate.event.EventKind;
import io.wkgate.event.MessageSort;
import io.wkgate.store.NewDeadLetter;
import io.wkgate.store.Written;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What intake counts and says. */
final class IntakeMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeMetrics.class);

    private final MeterRegistry registry;
    private final Clock clock;
    private final WebhookSigns signs;
    private final AtomicBoolean anyEvent = new AtomicBoolean();
    private final Map<MessageSort, Counter> entries = new EnumMap<>(MessageSort.class);
    private final Counter stored;
    private final Counter repeated;
    private final Counter failedCommits;
    private final Counter unauthorized;
    private final DistributionSummary commitRows;
    private final Timer commitTime;
    private final Timer delay;

    IntakeMetrics(MeterRegistry registry, Clock clock, HeldBytes heldBytes) {
        this.registry = registry;
        this.clock = clock;
        signs = new WebhookSigns(clock);
        for (MessageSort sort : MessageSort.values()) {
            entries.put(
                    sort,
                    Counter.builder("wkgate.entries")
                            .description("Entries of msg.notify by what they are; only messages are stored")
                            .tag("sort", sort.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        stored = Counter.builder("wkgate.messages.stored")
                .description("Messages that were new in the table")
                .register(registry);
        repeated = Counter.builder("wkgate.messages.repeated")
                .description("Messages that were there already when they came")
                .register(registry);
        failedCommits = Counter.builder("wkgate.commit.failures")
                .description("Transactions that failed because the database was away, and were tried again")
                .register(registry);
        unauthorized = Counter.builder("wkgate.intake.unauthorized")
                .description("Calls of the webhook with a wrong token")
                .register(registry);
        commitRows = DistributionSummary.builder("wkgate.commit.rows")
                .description("Rows in one transaction")
                .serviceLevelObjectives(1, 10, 100, 1000)
                .register(registry);
        commitTime = Timer.builder("wkgate.commit")
                .description("From the beginning of a transaction to its commit")
                .serviceLevelObjectives(millis(5), millis(20), millis(100), millis(500), millis(2000))
                .register(registry);
        delay = Timer.builder("wkgate.message.delay")
                .description("From upstream's making of the message id to the commit of its row")
                .serviceLevelObjectives(millis(100), millis(500), millis(1000), millis(5000), millis(30_000))
                .register(registry);
        Gauge.builder("wkgate.held.bytes", heldBytes, HeldBytes::held)
                .description("Bytes of events that are in memory and not answered yet")
                .register(registry);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    /** One event was answered. */
    void answered(EventKind kind, Transport transport, Outcome outcome) {
        signs.answered(kind, transport, outcome);
        Counter.builder("wkgate.events")
                .description("Events by kind, transport and answer")
                .tags("event", kind.wireName(), "transport", transport.label(), "outcome", outcome.label())
                .register(registry)
                .increment();
        if (outcome == Outcome.ACKNOWLEDGED && anyEvent.compareAndSet(false, true)) {
            LOG.info("the first event has arrived: {} over {}", kind.wireName(), transport.label());
        }
    }

    /** Measures how long the oldest event in the commit's queue has waited. */
    void commitQueue(Supplier<Number> oldestSeconds) {
        Gauge.builder("wkgate.commit.queue.oldest.seconds", oldestSeconds)
                .description(
                        "How long the oldest event that no transaction has taken up has waited, 0 if there is none")
                .register(registry);
    }

    /**
     * A call came that cannot be WuKongIM's, or comes from one that is set up wrongly.
     *
     * @param from the address of who called
     */
    void missed(WebhookSigns.Miss miss, String from) {
        if (miss == WebhookSigns.Miss.WRONG_TOKEN) {
            unauthorized.increment();
        }
        signs.missed(miss, from);
    }

    WebhookSigns signs() {
        return signs;
    }

    void entry(MessageSort sort) {
        Objects.requireNonNull(entries.get(sort)).increment();
    }

    void commitFailed() {
        failedCommits.increment();
    }

    void committed(List<Entry.Accepted> messages, Written written, long nanos) {
        stored.increment(written.stored());
        repeated.increment(written.repeated());
        commitRows.record(messages.size());
        commitTime.record(nanos, TimeUnit.NANOSECONDS);
        long now = clock.millis();
        for (Entry.Accepted entry : messages) {
            long age = now - entry.message().idTime().toEpochMilli();
            delay.record(Math.max(0, age), TimeUnit.MILLISECONDS);
        }
        setAside(written.setAside());
    }

    private void setAside(List<NewDeadLetter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        for (NewDeadLetter letter : letters) {
            Counter.builder("wkgate.deadletters.set.aside")
                    .description("What became a dead letter, by the field that was wrong")
                    .tags(
                            "event",
                            EventKind.of(letter.event()).wireName(),
                            "field",
                            letter.refusal().field())
                    .register(registry)
                    .increment();
        }
        LOG.warn(
                "{} set aside as dead letter; the first: {} {}, {} ({} bytes); see /v1/deadletters",
                letters.size(),
                EventKind.of(letters.get(0).event()).wireName(),
                letters.get(0).part().name().toLowerCase(Locale.ROOT),
                letters.get(0).refusal(),
                letters.get(0).size());
    }

    /** How an event was answered. */
    enum Outcome {
        ACKNOWLEDGED,
        UNAVAILABLE,
        TOO_LARGE,
        REJECTED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
