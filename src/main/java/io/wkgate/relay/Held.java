package io.wkgate.relay;

import io.vertx.core.buffer.Buffer;
import io.wkgate.store.NewEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * What a worker has in memory and does not send yet: events that were committed with its lease, and deliveries that it may
 * send at once. It is bounded, in number, in bytes and in time; what is over the bound waits in the database. Used on the
 * worker's context, but for {@link #accepts}.
 */
final class Held {

    private static final int MOST = 256;
    private static final long MOST_BYTES = 8L << 20;

    private final Deque<NewEvent> born = new ArrayDeque<>();
    private final Deque<Ready> ready = new ArrayDeque<>();
    private long bytes;
    private boolean open;
    private volatile boolean accepts;

    /**
     * A delivery that may be sent.
     *
     * @param since when it came here, on the clock of {@link System#nanoTime}
     * @param until an attempt must begin before that, or it could last longer than the lease
     */
    record Ready(Delivery delivery, long since, long until) {

        static Ready now(Delivery delivery, long restMillis) {
            long now = System.nanoTime();
            return new Ready(delivery, now, now + restMillis * 1_000_000);
        }

        boolean tooLate() {
            return System.nanoTime() - until >= 0;
        }
    }

    /** Whether an event that is committed now should be leased to this worker; callable from any thread. */
    boolean accepts() {
        return accepts;
    }

    /** Whether anything is accepted at all. */
    void open(boolean nowOpen) {
        open = nowOpen;
        measure();
    }

    /** False if there is no room: what was planned while there was some may be committed too late. */
    boolean add(NewEvent event) {
        if (!open || born.size() + ready.size() >= 2 * MOST) {
            return false;
        }
        born.add(event);
        bytes += size(event);
        measure();
        return true;
    }

    /** They could not be taken up now. */
    void putBack(List<NewEvent> events) {
        for (int i = events.size() - 1; i >= 0; i--) {
            born.addFirst(events.get(i));
            bytes += size(events.get(i));
        }
        measure();
    }

    boolean anyBorn() {
        return !born.isEmpty();
    }

    /** The oldest events. */
    List<NewEvent> takeBorn(int most) {
        List<NewEvent> some = new ArrayList<>();
        while (!born.isEmpty() && some.size() < most) {
            NewEvent event = born.remove();
            bytes -= size(event);
            some.add(event);
        }
        measure();
        return some;
    }

    void addReady(Collection<Ready> some) {
        ready.addAll(some);
        some.forEach(next -> bytes += size(next));
        measure();
    }

    int ready() {
        return ready.size();
    }

    Collection<Ready> allReady() {
        return List.copyOf(ready);
    }

    Ready next() {
        Ready next = ready.remove();
        bytes -= size(next);
        measure();
        return next;
    }

    private void measure() {
        accepts = open && born.size() + ready.size() < MOST && bytes < MOST_BYTES;
    }

    private static long size(NewEvent event) {
        return event.body().length() + event.plain().map(Buffer::length).orElse(0);
    }

    private static long size(Ready ready) {
        Buffer packed = ready.delivery().packed();
        Buffer plain = ready.delivery().plain();
        return (packed == null ? 0 : packed.length()) + (plain == null ? 0 : plain.length());
    }
}
