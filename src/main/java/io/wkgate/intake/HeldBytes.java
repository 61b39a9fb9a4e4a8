package io.wkgate.intake;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of events are in memory, in all listeners together. Thread-safe. */
final class HeldBytes {

    /** Why an event is refused then. */
    static final String FULL = "too much is held already (intake.hold-bytes)";

    private final long limit;
    private final AtomicLong held = new AtomicLong();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    HeldBytes(long limit) {
        this.limit = limit;
    }

    boolean full() {
        return held.get() >= limit;
    }

    long held() {
        return held.get();
    }

    void add(long bytes) {
        held.addAndGet(bytes);
    }

    void release(long bytes) {
        if (held.addAndGet(-bytes) < limit) {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                next.run();
            }
        }
    }

    /** Runs the action when there is room again, perhaps at once, on whatever thread made the room. */
    void whenRoom(Runnable action) {
        waiting.add(action);
        if (!full() && waiting.remove(action)) {
            action.run();
        }
    }
}
