package io.wkgate.gap;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.wkgate.config.GapSettings;
import io.wkgate.store.Database;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on open sweeps, one at a time. Every replica has one; leases keep them apart. */
final class SweepRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SweepRunner.class);

    static final long PERIOD_MILLIS = 1000;

    private final Context context;
    private final SweepQueue queue;
    private final SweepRound round;
    private final long renewMillis;
    private final Promise<Void> idle = Promise.promise();
    private long timer = -1;
    private boolean busy;
    private volatile boolean stopped;
    private boolean databaseAway;

    SweepRunner(
            Vertx vertx,
            GapSettings settings,
            Database database,
            SweepLedger ledger,
            PacedLog log,
            SweepMetrics metrics) {
        context = ((VertxInternal) vertx).createEventLoopContext();
        queue = new SweepQueue(database, settings.lease());
        round = new SweepRound(settings, queue, new SweepTable(database), ledger, log, metrics, () -> stopped);
        renewMillis = Math.max(1, settings.lease().toMillis() / 3);
    }

    void start() {
        timer = context.owner().setPeriodic(PERIOD_MILLIS, tick -> wake());
        wake();
    }

    /** A sweep was added; callable from any thread. */
    void wake() {
        context.runOnContext(now -> look());
    }

    /** Takes nothing new; succeeds when what is under way is given back. */
    Future<Void> stop() {
        stopped = true;
        context.owner().cancelTimer(timer);
        context.runOnContext(now -> idleIfDone());
        return idle.future();
    }

    private void look() {
        if (stopped || busy) {
            return;
        }
        busy = true;
        queue.due()
                .compose(due -> first(due.iterator()))
                .onComplete(done -> context.runOnContext(now -> {
                    busy = false;
                    if (done.succeeded()) {
                        databaseAway = false;
                    } else if (!databaseAway) {
                        databaseAway = true;
                        LOG.warn(
                                "sweeps wait, and go on when their lease is over: {}",
                                done.cause().toString());
                    }
                    idleIfDone();
                    if (done.succeeded() && done.result()) {
                        look();
                    }
                }));
    }

    /** @return whether any was worked on */
    private Future<Boolean> first(Iterator<SweepQueue.Due> due) {
        if (!due.hasNext() || stopped) {
            return Future.succeededFuture(false);
        }
        return queue.claim(due.next().id())
                .compose(claim -> claim.isPresent() ? holding(claim.get()).map(true) : first(due));
    }

    /** However long a page takes, the lease is held; a process that dies holds it no longer. */
    private Future<Void> holding(SweepClaim claim) {
        Vertx vertx = context.owner();
        long renewing = vertx.setPeriodic(renewMillis, tick -> queue.renew(claim));
        return round.run(claim).onComplete(done -> vertx.cancelTimer(renewing));
    }

    private void idleIfDone() {
        if (stopped && !busy) {
            idle.tryComplete();
        }
    }
}
