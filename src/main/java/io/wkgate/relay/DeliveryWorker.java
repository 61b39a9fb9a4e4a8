package io.wkgate.relay;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.wkgate.store.DatabaseAbsence;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Delivers what is due for one destination. Every replica has one for each; leases keep them apart, and nothing of one waits
 * for another.
 */
final class DeliveryWorker {

    static final long PERIOD_MILLIS = 500;

    private final Destination destination;
    private final Context context;
    private final DestinationTable table;
    private final DeliveryQueue queue;
    private final Candidates candidates;
    private final Gate gate;
    private final DeliveryRound round;
    private final DestinationMetrics metrics;
    private final DatabaseAbsence absence;
    private final IntakeFirst intakeFirst;
    private final DeliveryChanges changes;
    private final Held held = new Held();
    private final ClaimSize claimSize;
    private final InHand inHand;
    private final Promise<Void> idle = Promise.promise();
    private int sending;
    private int givingBack;
    private long lateMillis;
    private boolean looking;
    private boolean polling;
    private boolean stopped = true;
    private boolean ending;
    private long timer;
    private long renewing;
    private boolean askingAgain;

    DeliveryWorker(
            Vertx vertx,
            Destination destination,
            DestinationTable table,
            DeliveryQueue queue,
            DeliveryChanges changes,
            DeliveryRound.Maker rounds,
            DestinationMetrics metrics,
            DatabaseAbsence absence,
            IntakeFirst intakeFirst) {
        context = ((VertxInternal) vertx).createEventLoopContext();
        this.destination = destination;
        this.table = table;
        this.queue = queue;
        this.changes = changes;
        inHand = new InHand(changes, absence, System::nanoTime);
        claimSize = new ClaimSize(destination.settings().concurrency(), System::nanoTime);
        this.metrics = metrics;
        this.absence = absence;
        this.intakeFirst = intakeFirst;
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
        renewing = context.owner()
                .setPeriodic(InHand.RENEWAL.toMillis(), tick -> context.runOnContext(now -> inHand.renew()));
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

    /** Whether events that are committed now should be leased to this process; callable from any thread. */
    boolean accepts() {
        return held.accepts();
    }

    /** They are committed with this process's lease; callable from any thread. */
    void take(List<NewEvent> events, Source source) {
        context.runOnContext(now -> {
            List<Delivery> tooMany = new ArrayList<>();
            for (NewEvent event : events) {
                event.held().map(here -> Held.Ready.born(event, here, source)).ifPresent(ready -> {
                    if (!held.addBorn(ready)) {
                        tooMany.add(ready.delivery());
                    }
                });
            }
            giveBack(tooMany);
            look();
        });
    }

    /** Takes nothing new; succeeds when what is under way is noted. */
    Future<Void> stop() {
        context.runOnContext(now -> {
            ending = true;
            context.owner().cancelTimer(timer);
            look();
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
        send();
        fetch();
        held.open(!ending && !stopped && gate.wideOpen());
        idleIfDone();
    }

    private int free() {
        int most = intakeFirst.atOnce(destination.settings().concurrency(), lateMillis);
        return Math.min(most - sending, round.room());
    }

    private void send() {
        List<Delivery> late = new ArrayList<>();
        while (held.ready() > 0 && (free() > 0 || ending || stopped)) {
            boolean closed = ending || stopped || gate.permits(1) == 0;
            Held.Ready next = held.next();
            if (closed) {
                late.add(next.delivery());
            } else if (next.tooLate()) {
                gate.giveBack(1);
                late.add(next.delivery());
            } else {
                gate.begun(1);
                run(next);
            }
        }
        giveBack(late);
    }

    private void fetch() {
        boolean wanted = held.wants(destination.settings().concurrency());
        if (ending || stopped || looking || !wanted || round.room() == 0 || !candidates.any()) {
            return;
        }
        if (gate.wideOpen() && !destination.ordered()) {
            fetch(claimSize.next());
            return;
        }
        int free = free();
        int permits = free <= 0 ? 0 : gate.permits(free);
        gate.giveBack(permits);
        if (permits > 0) {
            fetch(permits);
        } else if (free > 0) {
            gate.askAgainMillis().ifPresent(this::lookLater);
        }
    }

    private void fetch(int limit) {
        looking = true;
        claimed(limit).onComplete(this::fetched);
    }

    private void fetched(AsyncResult<List<Held.Ready>> result) {
        context.runOnContext(now -> {
            looking = false;
            if (result.succeeded()) {
                claimSize.claimed(held.addClaimed(result.result()));
                look();
            } else {
                idleIfDone();
            }
        });
    }

    private Future<List<Held.Ready>> claimed(int limit) {
        List<Delivery> here = new ArrayList<>(inHand.deliveries());
        here.removeIf(delivery -> !delivery.isIdentified());
        held.claimed().forEach(ready -> here.add(ready.delivery()));
        return candidates
                .next(limit, here)
                .onFailure(absence::notRead)
                .compose(ids -> ids.isEmpty() ? Future.succeededFuture(List.<Delivery>of()) : claim(ids))
                .map(claimed -> claimed.stream().map(Held.Ready::claimed).toList());
    }

    private Future<List<Delivery>> claim(List<Long> ids) {
        Future<List<Delivery>> claim =
                destination.ordered() ? queue.claimHeads(ids).map(this::alone) : queue.claim(ids);
        return claim.onSuccess(claimed -> absence.wrote()).onFailure(absence::notWritten);
    }

    private List<Delivery> alone(DeliveryQueue.Claimed claimed) {
        context.runOnContext(now -> giveBack(claimed.crowded()));
        return claimed.alone();
    }

    /** What fails is due when its lease is over. */
    private void giveBack(List<Delivery> late) {
        if (late.isEmpty()) {
            return;
        }
        givingBack++;
        changes.givenBack(late)
                .onComplete(done -> context.runOnContext(now -> {
                    givingBack--;
                    candidates.lookIn(late.stream().map(Delivery::lane).toList());
                    look();
                }));
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

    private void run(Held.Ready ready) {
        Delivery delivery = ready.delivery();
        Delivery known = inHand.begun(delivery);
        sending++;
        lateMillis = delivery.ageMillis() + (System.nanoTime() - ready.since()) / 1_000_000;
        round.run(delivery, ready.since(), verdict -> {
                    sending--;
                    if (verdict instanceof Verdict.Stop) {
                        stopped = true;
                        metrics.standing(true, gate.circuit());
                    }
                    look();
                })
                .onComplete(done -> context.runOnContext(now -> {
                    inHand.ended(known);
                    candidates.ended(known, done.succeeded() && done.result());
                    look();
                }));
    }

    private void idleIfDone() {
        if (ending && !looking && givingBack == 0 && inHand.isEmpty()) {
            context.owner().cancelTimer(renewing);
            idle.tryComplete();
        }
    }
}
