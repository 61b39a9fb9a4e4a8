package io.wkgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * The connections that all events share: who finds none free waits in line, and fails when none came free in time. This
 * is how a held msg.offline starves msg.notify.
 */
final class ConnectionLimit {
    private final ScaledTime time;
    private final int limit;
    private final Duration patience;
    private final Deque<Promise<Void>> waiting = new ArrayDeque<>();
    private int taken;

    /** Makes a limit; 0 stands for none. */
    ConnectionLimit(ScaledTime time, int limit, Duration patience) {
        this.time = time;
        this.limit = limit;
        this.patience = patience;
    }

    Future<Void> with(Supplier<Future<Void>> request) {
        if (limit == 0) {
            return request.get();
        }
        return take().compose(free -> request.get().onComplete(done -> giveBack()));
    }

    private Future<Void> take() {
        if (taken < limit) {
            taken++;
            return Future.succeededFuture();
        }
        Promise<Void> turn = Promise.promise();
        waiting.add(turn);
        long timer = time.after(patience, () -> {
            if (waiting.remove(turn)) {
                turn.fail("no connection came free");
            }
        });
        return turn.future().onComplete(done -> time.cancel(timer));
    }

    private void giveBack() {
        Promise<Void> next = waiting.poll();
        if (next == null) {
            taken--;
        } else {
            next.complete();
        }
    }
}
