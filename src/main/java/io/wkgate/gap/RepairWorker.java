package io.wkgate.gap;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.wkgate.config.GapSettings;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.DatabaseAbsence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Repairs what is due, a bounded number of channels at once. Every replica has one; leases keep them apart. */
final class RepairWorker {

    static final long PERIOD_MILLIS = 500;

    private final Context context;
    private final GapSettings settings;
    private final GapQueue queue;
    private final RepairRound round;
    private final UpstreamAbsence upstream;
    private final DatabaseAbsence absence;
    private final Set<ChannelKey> running = new HashSet<>();
    /** What was under way when the database went away: nobody needs to wait for the end of its lease. */
    private final Map<Claim, Throwable> broken = new HashMap<>();

    private final Promise<Void> idle = Promise.promise();
    private long timer;
    private boolean looking;
    private boolean lookAgain;
    private volatile boolean stopped = true;

    RepairWorker(
            Vertx vertx,
            GapSettings settings,
            GapQueue queue,
            RepairRound round,
            UpstreamAbsence upstream,
            DatabaseAbsence absence) {
        context = ((VertxInternal) vertx).createEventLoopContext();
        this.settings = settings;
        this.queue = queue;
        this.round = round;
        this.upstream = upstream;
        this.absence = absence;
    }

    void start() {
        stopped = false;
        timer = context.owner().setPeriodic(PERIOD_MILLIS, tick -> wake());
        wake();
    }

    /** Something may be due now; callable from any thread. */
    void wake() {
        context.runOnContext(now -> look());
    }

    /** Takes nothing new; succeeds when what is under way has come to its next stop. */
    Future<Void> stop() {
        stopped = true;
        context.runOnContext(now -> {
            context.owner().cancelTimer(timer);
            idleIfDone();
        });
        return idle.future();
    }

    /** While upstream cannot be asked, one channel is enough to find out when it can. */
    private int room() {
        return upstream.away() ? 1 : settings.inFlight();
    }

    private void look() {
        if (stopped || running.size() >= room()) {
            return;
        } else if (looking) {
            lookAgain = true;
            return;
        }
        looking = true;
        // More than are free, for some of them may be running here already.
        queue.due(2 * settings.inFlight())
                .onFailure(absence::notRead)
                .onSuccess(due -> absence.read())
                .compose(due -> putBackWhatBroke().map(due))
                .onComplete(due -> context.runOnContext(now -> {
                    looking = false;
                    if (due.succeeded()) {
                        due.result().forEach(this::begin);
                    }
                    idleIfDone();
                    if (lookAgain) {
                        lookAgain = false;
                        look();
                    }
                }));
    }

    private Future<Void> putBackWhatBroke() {
        Map<Claim, Throwable> failures = Map.copyOf(broken);
        List<Future<Void>> changes = new ArrayList<>();
        failures.forEach((claim, failure) -> changes.add(round.broke(claim, failure)));
        return Future.all(changes)
                .onFailure(absence::notWritten)
                .onSuccess(done -> context.runOnContext(now -> broken.keySet().removeAll(failures.keySet())))
                .mapEmpty();
    }

    private void begin(ChannelKey channel) {
        if (!stopped && running.size() < room() && running.add(channel)) {
            queue.claim(channel)
                    .onFailure(absence::notWritten)
                    .onSuccess(claimed -> absence.wrote())
                    .compose(claimed -> claimed.isEmpty() ? Future.succeededFuture() : holding(claimed.get()))
                    .onComplete(done -> context.runOnContext(now -> {
                        running.remove(channel);
                        idleIfDone();
                        // A database that fails is asked again with the next tick.
                        if (done.succeeded()) {
                            look();
                        }
                    }));
        }
    }

    /** However long it takes, the lease is held; a process that dies holds it no longer. */
    private Future<Void> holding(Claim claim) {
        Vertx vertx = context.owner();
        long renewing = vertx.setPeriodic(Math.max(1, settings.lease().toMillis() / 3), tick -> queue.renew(claim));
        return Future.succeededFuture(claim)
                .compose(claimed -> round.run(claimed, () -> stopped))
                .onComplete(done -> vertx.cancelTimer(renewing))
                .onFailure(failure -> {
                    absence.notWritten(failure);
                    context.runOnContext(now -> broken.put(claim, failure));
                });
    }

    private void idleIfDone() {
        if (stopped && !looking && running.isEmpty()) {
            idle.tryComplete();
        }
    }
}
