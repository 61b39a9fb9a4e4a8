package io.wkgate.relay;

import io.vertx.core.buffer.Buffer;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker has in memory and does not send yet: deliveries that were committed with its lease, and those that it has
 * claimed. It is bounded, in number, in bytes and in time; what is over the bound waits in the database. Used on the worker's
 * context, but for {@link #accepts}.
 */
final class Held {

    private static final int MOST = 256;
    private static final long MOST_BYTES = 8L << 20;

    private final Deque<Ready> born = new ArrayDeque<>();
    private final Deque<Ready> claimed = new ArrayDeque<>();
    private long bytes;
    private boolean claimedNext;
    private boolean open;
    private volatile boolean accepts;

    /**
     * A delivery that may be sent.
     *
     * @param since when it came here, on the clock of {@link System#nanoTime}
     * @param until an attempt must begin before that, or the lease could be over before it is kept
     */
    record Ready(Delivery delivery, long since, long until) {

        static Ready claimed(Delivery delivery) {
            long now = System.nanoTime();
            return new Ready(delivery, now, now + Destination.HOLD.toNanos());
        }

        /** Nobody has to ask whose it is: its lease began later than its maker held it. */
        static Ready born(NewEvent event, NewEvent.Held held, Source source) {
            long now = System.nanoTime();
            return new Ready(Delivery.born(event, held, source), now, held.since() + Destination.HOLD.toNanos());
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
    boolean addBorn(Ready one) {
        if (!open || ready() >= 2 * MOST) {
            return false;
        }
        born.add(one);
        bytes += size(one);
        measure();
        return true;
    }

    /** Tells how many bytes they have. */
    long addClaimed(Collection<Ready> some) {
        long added = some.stream().mapToLong(Held::size).sum();
        claimed.addAll(some);
        bytes += added;
        measure();
        return added;
    }

    /** Whether more may be claimed: there is room, and fewer than these are left of what was claimed. */
    boolean wants(int few) {
        return claimed.size() < few && bytes < MOST_BYTES;
    }

    int ready() {
        return born.size() + claimed.size();
    }

    Collection<Ready> claimed() {
        return List.copyOf(claimed);
    }

    /** The oldest; of both kinds in turn, so that neither waits for the end of the other. */
    Ready next() {
        Deque<Ready> turn = claimed.isEmpty() || !claimedNext && !born.isEmpty() ? born : claimed;
        claimedNext = turn == born;
        Ready next = turn.remove();
        bytes -= size(next);
        measure();
        return next;
    }

    private void measure() {
        accepts = open && ready() < MOST && bytes < MOST_BYTES;
    }

    private static long size(Ready ready) {
        return length(ready.delivery().packed()) + length(ready.delivery().plain());
    }

    private static long length(@Nullable Buffer body) {
        return body == null ? 0 : body.length();
    }
}
