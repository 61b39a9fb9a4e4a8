package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** Those who want to call one node, in the order of their coming. Thread-safe. */
final class NodeTurns {

    /** However slow it is, it is called now and then, or nobody would see that it is well again. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** So late a timer may be without making the whole slower; nothing else is made up for. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Vertx vertx;
    private final long baseNanos;
    private final Slowness database;
    private final Slowness answers;
    private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
    private long lastTurn;
    private boolean ticking;

    NodeTurns(Vertx vertx, long baseNanos, Slowness database, Slowness answers) {
        this.vertx = vertx;
        this.baseNanos = baseNanos;
        this.database = database;
        this.answers = answers;
        lastTurn = System.nanoTime() - LONGEST_NANOS;
    }

    Future<Void> turn() {
        synchronized (this) {
            if (!waiting.isEmpty() || !isFree()) {
                Promise<Void> promise = Promise.promise();
                waiting.add(promise);
                tickLater();
                return promise.future();
            }
        }
        return Future.succeededFuture();
    }

    void took(long nanos, boolean failed) {
        answers.took(nanos, failed);
    }

    long intervalNanos() {
        long slow = (long) (baseNanos * answers.factor() * database.factor());
        return Math.min(slow, Math.max(baseNanos, LONGEST_NANOS));
    }

    /** Takes the turn, if the last one is long enough ago. */
    private boolean isFree() {
        long now = System.nanoTime();
        long interval = intervalNanos();
        if (now - lastTurn < interval) {
            return false;
        }
        lastTurn = Math.max(lastTurn + interval, now - LATE_NANOS);
        return true;
    }

    private void tickLater() {
        if (!ticking) {
            ticking = true;
            long left = lastTurn + intervalNanos() - System.nanoTime();
            vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)), tick -> tick());
        }
    }

    private void tick() {
        List<Promise<Void>> next = new ArrayList<>();
        synchronized (this) {
            ticking = false;
            while (!waiting.isEmpty() && isFree()) {
                next.add(waiting.remove());
            }
            if (!waiting.isEmpty()) {
                tickLater();
            }
        }
        next.forEach(Promise::complete);
    }
}
