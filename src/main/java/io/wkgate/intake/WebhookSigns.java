package io.wkgate.intake;

import io.wkgate.event.EventKind;
import io.wkgate.intake.IntakeMetrics.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When what came to the webhook of this process, and what came near it and missed; for whoever looks for the reason why
 * nothing comes. In memory only. Thread-safe, and an event costs one write.
 */
public final class WebhookSigns {

    private final Clock clock;
    private final Instant since;

    private final Map<EventKind, Map<Transport, Times>> events = new EnumMap<>(EventKind.class);
    private final Map<Miss, Missed> misses = new ConcurrentHashMap<>();

    /** When one was last acknowledged, and when one was last not, in milliseconds; 0 for never. */
    private record Times(AtomicLong acknowledged, AtomicLong refused) {

        AtomicLong of(boolean good) {
            return good ? acknowledged : refused;
        }
    }

    WebhookSigns(Clock clock) {
        this.clock = clock;
        since = Instant.ofEpochMilli(clock.millis());
        for (EventKind kind : EventKind.values()) {
            Map<Transport, Times> times = new EnumMap<>(Transport.class);
            for (Transport transport : Transport.values()) {
                times.put(transport, new Times(new AtomicLong(), new AtomicLong()));
            }
            events.put(kind, times);
        }
    }

    void answered(EventKind kind, Transport transport, Outcome outcome) {
        times(kind, transport).of(outcome == Outcome.ACKNOWLEDGED).lazySet(clock.millis());
    }

    private Times times(EventKind kind, Transport transport) {
        return Objects.requireNonNull(Objects.requireNonNull(events.get(kind)).get(transport));
    }

    /** @param from the address of who called */
    void missed(Miss miss, String from) {
        Missed one = new Missed(miss, 1, Instant.ofEpochMilli(clock.millis()), from);
        misses.merge(miss, one, (before, now) -> new Missed(miss, before.count() + 1, now.last(), from));
    }

    /** What is known now. */
    public Seen seen() {
        List<Arrived> arrived = new ArrayList<>();
        for (EventKind kind : EventKind.values()) {
            for (Transport transport : Transport.values()) {
                for (boolean good : new boolean[] {true, false}) {
                    long last = times(kind, transport).of(good).get();
                    if (last > 0) {
                        arrived.add(new Arrived(kind, transport.label(), good, Instant.ofEpochMilli(last)));
                    }
                }
            }
        }
        return new Seen(
                since,
                List.copyOf(arrived),
                misses.values().stream()
                        .sorted(Comparator.comparing(Missed::miss))
                        .toList());
    }

    /** In which way a call missed the webhook. */
    public enum Miss {
        /** {@code /webhook/} and another token. */
        WRONG_TOKEN,
        /** A path that is not the webhook's. */
        WRONG_PATH,
        /** The right address, and no {@code event} in its query: the address has a {@code ?} of its own. */
        NO_EVENT,
        /** A gRPC call on the port for HTTP. */
        GRPC_ON_HTTP
    }

    /**
     * Events of one kind, over one transport.
     *
     * @param transport {@code http} or {@code grpc}
     * @param last when the last one was answered so
     */
    public record Arrived(EventKind kind, String transport, boolean acknowledged, Instant last) {}

    /**
     * Calls that missed.
     *
     * @param from the address of the last caller
     */
    public record Missed(Miss miss, long count, Instant last, String from) {}

    /**
     * All of it.
     *
     * @param since when this process began to look
     */
    public record Seen(Instant since, List<Arrived> arrived, List<Missed> missed) {

        /** Whether a message or any other event of this kind was acknowledged. */
        public boolean acknowledged(EventKind kind) {
            return arrived.stream().anyMatch(each -> each.kind() == kind && each.acknowledged());
        }
    }
}
