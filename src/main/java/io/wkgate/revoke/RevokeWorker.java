package io.wkgate.revoke;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on what is due, a bounded number at once. Every replica has one; leases keep them apart. */
final class RevokeWorker {

    private static final Logger LOG = LoggerFactory.getLogger(RevokeWorker.class);

    static final long PERIOD_MILLIS = 500;

    private final Context context;
    private final RevokeQueue queue;
    private final RevokeRound round;
    private final int inFlight;
    private final Duration lease;
    private final Set<Long> running = new HashSet<>();
    private boolean looking;
    private boolean lookAgain;
    private boolean stopped;
    private boolean databaseAway;
    private final Promise<Void> idle = Promise.promise();

    RevokeWorker(Vertx vertx, RevokeQueue queue, RevokeRound round, int inFlight, Duration lease) {
        context = ((VertxInternal) vertx).createEventLoopContext();
        this.queue = queue;
        this.round = round;
        this.inFlight = inFlight;
        this.lease = lease;
    }

    void start() {
        context.owner().setPeriodic(PERIOD_MILLIS, tick -> wake());
        wake();
    }

    /** Something is due now; callable from any thread. */
    void wake() {
        context.runOnContext(now -> look());
    }

    /** Takes nothing new; succeeds when what is being worked on has come to its next stop. */
    Future<Void> stop() {
        context.runOnContext(now -> {
            stopped = true;
            idleIfDone();
        });
        return idle.future();
    }

    private void look() {
        if (stopped || running.size() >= inFlight) {
            return;
        } else if (looking) {
            lookAgain = true;
            return;
        }
        looking = true;
        int free = inFlight - running.size();
        // More than are free, for some of them may be running here with a lease that is over.
        queue.due(free + running.size())
                .onComplete(due -> context.runOnContext(now -> {
                    looking = false;
                    if (due.succeeded()) {
                        databaseAway = databaseAway && !due.result().isEmpty();
                        claim(due.result());
                    } else {
                        away("the database does not tell what is due", due.cause());
                    }
                    if (lookAgain) {
                        lookAgain = false;
                        look();
                    }
                }));
    }

    private void claim(List<Long> due) {
        for (long id : due) {
            if (!stopped && running.size() < inFlight && running.add(id)) {
                work(id).onComplete(done -> context.runOnContext(now -> {
                    running.remove(id);
                    idleIfDone();
                    if (done.succeeded()) {
                        databaseAway = false;
                        look();
                    } else {
                        // At once it would fail again: one that was not claimed, on a read-only database, is still due.
                        away("the database does not take what is done about revoke " + id, done.cause());
                    }
                }));
            }
        }
    }

    /** Said once for all that wait; the next look goes by the period, and what was claimed waits for its lease's end. */
    private void away(String what, Throwable cause) {
        if (!databaseAway) {
            databaseAway = true;
            LOG.warn("revokes wait: {}: {}", what, cause.toString());
        }
    }

    private Future<Void> work(long id) {
        return queue.claim(id).compose(task -> task.isEmpty() ? Future.succeededFuture() : holding(task.get()));
    }

    /** However long it takes, the lease is held; a process that dies holds it no longer. */
    private Future<Void> holding(RevokeTask task) {
        Vertx vertx = context.owner();
        long renewing = vertx.setPeriodic(Math.max(1, lease.toMillis() / 3), tick -> queue.renew(task));
        return round.run(task).onComplete(done -> vertx.cancelTimer(renewing));
    }

    private void idleIfDone() {
        if (stopped && running.isEmpty()) {
            idle.tryComplete();
        }
    }
}
