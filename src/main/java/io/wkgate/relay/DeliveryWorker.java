package io.wkgate.relay;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.wkgate.store.DatabaseAbsence;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Delivers what is due for one destination. Every replica has one for each; leases keep them apart, and nothing of one waits
 * for another.
 */
final class DeliveryWorker {

    private static final long PERIOD_MILLIS = 500;

    private final Destination destination;
    private final Context context;
    private final DestinationTable table;
    private final DeliveryQueue queue;
    private final Candidates candidates;
    private final Gate gate;
    private final DeliveryRound round;
    private final DestinationMetrics metrics;
    private final DatabaseAbsence absence;
    private final Map<Long, Delivery> running = new HashMap<>();
    private final Promise<Void> idle = Promise.promise();
    private int sending;
    private boolean looking;
    private boolean polling;
    private boolean stopped = true;
    private boolean ending;
    private long timer;
    private boolean askingAgain;

    DeliveryWorker(
            Vertx vertx,
            Destination destination,
            DestinationTable table,
            DeliveryQueue queue,
            DeliveryRound.Maker rounds,
            DestinationMetrics metrics,
            DatabaseAbsence absence) {
        context = ((VertxInternal) vertx).createEventLoopContext();
        this.destination = destination;
        this.table = table;
        this.queue = queue;
        this.metrics = metrics;
        this.absence = absence;
        candidates = Candidates.of(destination, queue);
        gate = new Gate(destination.settings());
        round = rounds.make(context, gate);
    }

    Destination destination() {
        return destination;
    }

    String circuit() {
        return gate.circuit();
    }

    void start() {
        timer = context.owner().setPeriodic(PERIOD_MILLIS, tick -> wake());
        wake();
    }

    /** Something may have changed; callable from any thread. */
    void wake() {
        context.runOnContext(now -> poll());
    }

    /** Something is due in these lanes; callable from any thread. */
    void wake(Collection<Integer> lanes) {
        context.runOnContext(now -> {
            candidates.lookIn(lanes);
            look();
        });
    }

    /** Takes nothing new; succeeds when what is under way is noted. */
    Future<Void> stop() {
        context.runOnContext(now -> {
            ending = true;
            context.owner().cancelTimer(timer);
            idleIfDone();
        });
        return idle.future();
    }

    private void poll() {
        if (ending || polling) {
            return;
        }
        polling = true;
        table.isStopped(destination.id())
                .onComplete(asked -> context.runOnContext(now -> {
                    polling = false;
                    if (asked.failed()) {
                        absence.notRead(asked.cause());
                        return;
                    }
                    absence.read();
                    standing(asked.result());
                    candidates.lookEverywhere();
                    look();
                }));
    }

    private void standing(boolean nowStopped) {
        if (stopped && !nowStopped) {
            // Somebody says that it is well; what was known of it is old.
            gate.reset();
        }
        stopped = nowStopped;
        metrics.standing(stopped, gate.circuit());
    }

    private void look() {
        if (ending || stopped || looking || !candidates.any()) {
            return;
        }
        int free = Math.min(destination.settings().concurrency() - sending, round.room());
        int permits = free > 0 ? gate.permits(free) : 0;
        if (permits == 0) {
            if (free > 0) {
                gate.askAgainMillis().ifPresent(this::lookLater);
            }
            return;
        }
        looking = true;
        candidates
                .next(permits, List.copyOf(running.values()))
                .onFailure(absence::notRead)
                .compose(ids -> ids.isEmpty() ? Future.succeededFuture(List.<Delivery>of()) : claim(ids))
                .onComplete(claimed -> context.runOnContext(now -> {
                    looking = false;
                    if (claimed.failed()) {
                        gate.giveBack(permits);
                        idleIfDone();
                        return;
                    }
                    List<Delivery> deliveries = claimed.result();
                    gate.giveBack(permits - deliveries.size());
                    gate.begun(deliveries.size());
                    deliveries.forEach(this::run);
                    idleIfDone();
                    look();
                }));
    }

    private Future<List<Delivery>> claim(List<Long> ids) {
        return queue.claim(ids).onSuccess(claimed -> absence.wrote()).onFailure(absence::notWritten);
    }

    private void lookLater(long millis) {
        if (!askingAgain) {
            askingAgain = true;
            context.owner()
                    .setTimer(
                            millis,
                            tick -> context.runOnContext(now -> {
                                askingAgain = false;
                                look();
                            }));
        }
    }

    private void run(Delivery delivery) {
        running.put(delivery.id(), delivery);
        sending++;
        round.run(delivery, verdict -> {
                    sending--;
                    if (verdict instanceof Verdict.Stop) {
                        stopped = true;
                        metrics.standing(true, gate.circuit());
                    }
                    look();
                })
                .onComplete(done -> context.runOnContext(now -> {
                    running.remove(delivery.id());
                    candidates.ended(delivery, done.succeeded() && done.result());
                    idleIfDone();
                    look();
                }));
    }

    private void idleIfDone() {
        if (ending && !looking && running.isEmpty()) {
            idle.tryComplete();
        }
    }
}
