package io.wkgate.intake;

import io.wkgate.event.EventKind;
import io.wkgate.intake.IntakeMetrics.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * When what came to the webhook of this process, and what came near it and missed; for whoever looks for the reason why
 * nothing comes. In memory only. Thread-safe, and an event costs one write.
 */
public final class WebhookSigns {

    private final Clock clock;
    private final Instant since;

    /** Per kind and transport when one was last acknowledged, and beside it when one was last not; 0 for never. */
    private final AtomicLongArray events =
            new AtomicLongArray(EventKind.values().length * Transport.values().length * 2);

    private final AtomicReferenceArray<@Nullable Missed> misses = new AtomicReferenceArray<>(Miss.values().length);

    WebhookSigns(Clock clock) {
        this.clock = clock;
        since = clock.instant();
    }

    void answered(EventKind kind, Transport transport, Outcome outcome) {
        events.lazySet(place(kind, transport, outcome == Outcome.ACKNOWLEDGED), clock.millis());
    }

    private static int place(EventKind kind, Transport transport, boolean acknowledged) {
        return (kind.ordinal() * Transport.values().length + transport.ordinal()) * 2 + (acknowledged ? 0 : 1);
    }

    /** @param from the address of who called */
    void missed(Miss miss, String from) {
        Instant now = clock.instant();
        misses.updateAndGet(
                miss.ordinal(), before -> new Missed(miss, before == null ? 1 : before.count() + 1, now, from));
    }

    /** What is known now. */
    public Seen seen() {
        List<Arrived> arrived = new ArrayList<>();
        for (EventKind kind : EventKind.values()) {
            for (Transport transport : Transport.values()) {
                for (boolean acknowledged : new boolean[] {true, false}) {
                    long last = events.get(place(kind, transport, acknowledged));
                    if (last > 0) {
                        arrived.add(new Arrived(kind, transport.label(), acknowledged, Instant.ofEpochMilli(last)));
                    }
                }
            }
        }
        List<Missed> missed = new ArrayList<>();
        Arrays.stream(Miss.values()).map(miss -> misses.get(miss.ordinal())).forEach(each -> {
            if (each != null) {
                missed.add(each);
            }
        });
        return new Seen(since, List.copyOf(arrived), List.copyOf(missed));
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
