package io.wkgate.relay;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.wkgate.store.DatabaseAbsence;
import io.wkgate.store.NewEvent;
import java.util.ArrayList;
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

    /** So many events are asked for in one statement. */
    private static final int BORN = 64;

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
    private final BornLeases leases;
    private final DeliveryChanges changes;
    private final Held held = new Held();
    private final ClaimSize claimSize;
    private final Map<Long, Delivery> running = new HashMap<>();
    private final Promise<Void> idle = Promise.promise();
    private int sending;
    private int givingBack;
    private long lateMillis;
    private boolean looking;
    private boolean bornNext;
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
            BornLeases leases,
            DeliveryChanges changes,
            DeliveryRound.Maker rounds,
            DestinationMetrics metrics,
            DatabaseAbsence absence,
            IntakeFirst intakeFirst) {
        context = ((VertxInternal) vertx).createEventLoopContext();
        this.destination = destination;
        this.table = table;
        this.queue = queue;
        this.leases = leases;
        this.changes = changes;
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
    void take(List<NewEvent> events) {
        context.runOnContext(now -> {
            List<NewEvent> tooMany =
                    events.stream().filter(event -> !held.add(event)).toList();
            giveBackBorn(tooMany);
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
        if (ending || stopped) {
            giveBackBorn(held.takeBorn(Integer.MAX_VALUE));
            return;
        }
        int free = free();
        boolean few = held.ready() < destination.settings().concurrency();
        if (looking || !few || round.room() == 0 || !held.anyBorn() && !candidates.any()) {
            return;
        }
        boolean ahead = gate.wideOpen() && !destination.ordered();
        int permits = ahead || free <= 0 ? 0 : gate.permits(free);
        gate.giveBack(permits);
        if (ahead) {
            looking = true;
            bornNext = !bornNext && held.anyBorn();
            (bornNext || !candidates.any() ? born() : claimed(claimSize.next())).onComplete(this::fetched);
        } else if (permits > 0) {
            looking = true;
            claimed(permits).onComplete(this::fetched);
        } else if (free > 0) {
            gate.askAgainMillis().ifPresent(this::lookLater);
        }
        if (!ahead) {
            giveBackBorn(held.takeBorn(Integer.MAX_VALUE));
        }
    }

    private void fetched(AsyncResult<List<Held.Ready>> result) {
        context.runOnContext(now -> {
            looking = false;
            if (result.succeeded()) {
                held.addReady(result.result());
                look();
            } else {
                idleIfDone();
            }
        });
    }

    private Future<List<Held.Ready>> born() {
        List<NewEvent> events = held.takeBorn(BORN);
        return leases.find(events)
                .onFailure(failure -> {
                    absence.notRead(failure);
                    context.runOnContext(now -> held.putBack(events));
                })
                .map(found -> found.stream()
                        .map(it -> Held.Ready.now(it, Destination.HOLD.toMillis() - it.ageMillis()))
                        .toList());
    }

    private Future<List<Held.Ready>> claimed(int limit) {
        List<Delivery> here = new ArrayList<>(running.values());
        held.allReady().forEach(ready -> here.add(ready.delivery()));
        return candidates
                .next(limit, here)
                .onFailure(absence::notRead)
                .compose(ids -> ids.isEmpty() ? Future.succeededFuture(List.<Delivery>of()) : claim(ids))
                .map(claimed -> claimed.stream()
                        .map(it -> Held.Ready.now(it, Destination.HOLD.toMillis()))
                        .toList());
    }

    private Future<List<Delivery>> claim(List<Long> ids) {
        return queue.claim(ids).onSuccess(claimed -> absence.wrote()).onFailure(absence::notWritten);
    }

    /** What fails is due when its lease is over. */
    private void giveBack(List<Delivery> late) {
        if (!late.isEmpty()) {
            givenBack(changes.givenBack(late), late.stream().map(Delivery::lane).toList());
        }
    }

    private void giveBackBorn(List<NewEvent> events) {
        for (int from = 0; from < events.size(); from += BORN) {
            List<NewEvent> some = events.subList(from, Math.min(events.size(), from + BORN));
            givenBack(leases.giveBack(some.stream().map(NewEvent::id).toList()), List.of(0));
        }
    }

    private void givenBack(Future<Void> change, Collection<Integer> lanes) {
        givingBack++;
        change.onComplete(done -> context.runOnContext(now -> {
            givingBack--;
            candidates.lookIn(lanes);
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
        running.put(delivery.id(), delivery);
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
                    running.remove(delivery.id());
                    candidates.ended(delivery, done.succeeded() && done.result());
                    look();
                }));
    }

    private void idleIfDone() {
        if (ending && !looking && givingBack == 0 && running.isEmpty()) {
            idle.tryComplete();
        }
    }
}
