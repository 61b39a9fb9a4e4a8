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
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What intake counts and says. What may come is counted from the start, with 0: a count that appears with its first event
 * is no increase for Prometheus.
 */
final class IntakeMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeMetrics.class);

    private final MeterRegistry registry;
    private final Clock clock;
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
        for (MessageSort sort : MessageSort.values()) {
            entries.put(
                    sort,
                    Counter.builder("wkgate.entries")
                            .description("Entries of msg.notify by what they are; only messages are stored")
                            .baseUnit("entries")
                            .tag("sort", sort.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        stored = Counter.builder("wkgate.messages.stored")
                .description("Messages of the webhook that were new in the table")
                .baseUnit("messages")
                .register(registry);
        repeated = Counter.builder("wkgate.messages.repeated")
                .description("Messages that were there already when they came. Worry when they come all the time:"
                        + " WuKongIM does not hear the answers")
                .baseUnit("messages")
                .register(registry);
        failedCommits = Counter.builder("wkgate.commit.failures")
                .description(
                        "Transactions that failed and were tried again, because the database was away or there was a"
                            + " deadlock. Worry when it goes on: what outlasts WuKongIM's patience has to be repaired")
                .baseUnit("transactions")
                .register(registry);
        unauthorized = Counter.builder("wkgate.intake.unauthorized")
                .description(
                        "Calls of the webhook with a wrong token. Worry when it goes up: WuKongIM has an old address,"
                                + " or somebody tries")
                .baseUnit("calls")
                .register(registry);
        commitRows = DistributionSummary.builder("wkgate.commit.rows")
                .description("Messages in one transaction. Worry when there are a thousand and more all the time: the"
                        + " database is the bottleneck")
                .baseUnit("messages")
                .serviceLevelObjectives(1, 10, 100, 1000)
                .register(registry);
        commitTime = Timer.builder("wkgate.commit")
                .description(
                        "From the beginning of a transaction to its commit. Worry when the slowest hundredth takes a"
                                + " second: WuKongIM waits 5 s")
                .serviceLevelObjectives(upToSeconds(2))
                .register(registry);
        delay = Timer.builder("wkgate.message.delay")
                .description(
                        "From WuKongIM's making of the message to the commit of its row. Worry when it takes seconds"
                                + " without an outage, or when all take as long: the clocks differ")
                .serviceLevelObjectives(upToSeconds(300))
                .register(registry);
        Gauge.builder("wkgate.held.bytes", heldBytes, HeldBytes::held)
                .description("Bytes of events that are in memory and not answered yet. Worry when they come near to"
                        + " intake.hold-bytes: then new events are refused at once")
                .baseUnit("bytes")
                .register(registry);
        for (EventKind kind : EventKind.values()) {
            for (Transport transport : Transport.values()) {
                for (Outcome outcome : Outcome.values()) {
                    events(kind, transport, outcome);
                }
            }
            answerTime(kind);
            setAside(kind.wireName(), "body");
        }
    }

    private static Duration[] upToSeconds(int seconds) {
        return IntStream.of(
                        1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 120_000, 300_000)
                .filter(millis -> millis <= seconds * 1000)
                .mapToObj(Duration::ofMillis)
                .toArray(Duration[]::new);
    }

    private Counter events(EventKind kind, Transport transport, Outcome outcome) {
        return Counter.builder("wkgate.events")
                .description("Events by kind, transport and how they ended. Worry about every outcome but acknowledged:"
                        + " WuKongIM tries again, and then drops them")
                .baseUnit("events")
                .tags("event", kind.wireName(), "transport", transport.label(), "outcome", outcome.label())
                .register(registry);
    }

    private Timer answerTime(EventKind kind) {
        return Timer.builder("wkgate.answer")
                .description(
                        "From the arrival of an event to its answer, or until WuKongIM hung up. Worry when it comes"
                                + " near to 5 s: there WuKongIM gives up")
                .tag("event", kind.wireName())
                .serviceLevelObjectives(upToSeconds(10))
                .register(registry);
    }

    private Counter setAside(String event, String field) {
        return Counter.builder("wkgate.deadletters.set.aside")
                .description(
                        "What came and could not be stored and became a dead letter, by the field that was wrong. Worry"
                                + " about each: a person has to look at it")
                .baseUnit("dead letters")
                .tags("event", event, "field", field)
                .register(registry);
    }

    /** Measures whether the database is there. */
    void database(DatabaseWatch watch) {
        Gauge.builder("wkgate.database.reachable", watch, it -> it.away().isEmpty() ? 1 : 0)
                .description(
                        "1 while the database answers, 0 when it has not for a second. Worry when it is 0: events are"
                                + " held, and then refused")
                .baseUnit("0 or 1")
                .register(registry);
    }

    /**
     * One event has ended.
     *
     * @param begun when it came, by {@link System#nanoTime}
     */
    void ended(EventKind kind, Transport transport, Outcome outcome, long begun) {
        events(kind, transport, outcome).increment();
        answerTime(kind).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        if (outcome == Outcome.ACKNOWLEDGED && anyEvent.compareAndSet(false, true)) {
            LOG.info("the first event has arrived: {} over {}", kind.wireName(), transport.label());
        }
    }

    /** Measures what no transaction has taken up. */
    void commitQueue(Supplier<Number> waiting, Supplier<Number> oldestSeconds) {
        Gauge.builder("wkgate.commit.queue.waiting", waiting)
                .description("Parts of events that no transaction has taken up. Worry as for the oldest of them")
                .baseUnit("parts")
                .register(registry);
        Gauge.builder("wkgate.commit.queue.oldest.seconds", oldestSeconds)
                .description(
                        "How long the oldest event that no transaction has taken up has waited, 0 if there is none."
                                + " Worry at 3 s: after 5 s WuKongIM gives up a try")
                .baseUnit("seconds")
                .register(registry);
    }

    /** Somebody called with a wrong token. */
    void unauthorized() {
        unauthorized.increment();
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
            setAside(EventKind.of(letter.event()).wireName(), letter.refusal().field())
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

    /** How an event ended. */
    enum Outcome {
        ACKNOWLEDGED,
        UNAVAILABLE,
        TOO_LARGE,
        REJECTED,
        /** WuKongIM did not wait for the answer; seen over HTTP only. */
        HUNG_UP;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
