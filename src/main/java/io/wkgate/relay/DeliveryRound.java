package io.wkgate.relay;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.wkgate.store.DatabaseAbsence;
import java.time.Duration;
import java.util.function.Consumer;

/** One attempt at a delivery: made, judged and noted. Used on the worker's context only. */
final class DeliveryRound {

    /** Nobody waits for it to be noted but where there is an order. */
    private static final long GATHER_MILLIS = 100;

    private final Context context;
    private final Gate gate;
    private final AttemptMaker maker;
    private final Judge judge;
    private final RetrySchedule schedule;
    private final DeliveryChanges changes;
    private final Completions completions;
    private final Destination destination;
    private final DestinationTable table;
    private final DestinationMetrics metrics;
    private final DestinationLog log;
    private final DatabaseAbsence absence;

    /** Makes one for a worker. */
    interface Maker {
        DeliveryRound make(Context context, Gate gate);
    }

    DeliveryRound(
            Context context,
            Gate gate,
            AttemptMaker maker,
            RetrySchedule schedule,
            DeliveryChanges changes,
            Destination destination,
            DestinationTable table,
            DestinationMetrics metrics,
            DestinationLog log,
            DatabaseAbsence absence) {
        this.context = context;
        this.gate = gate;
        this.maker = maker;
        this.schedule = schedule;
        this.changes = changes;
        this.destination = destination;
        this.table = table;
        this.metrics = metrics;
        this.log = log;
        this.absence = absence;
        judge = new Judge(destination.ordered(), schedule);
        completions = new Completions(context, changes, absence, destination.ordered() ? 0 : GATHER_MILLIS);
    }

    /** How many may be begun before more of those that were delivered are noted. */
    int room() {
        return completions.room();
    }

    /**
     * Makes the attempt.
     *
     * @param claimed when it was claimed or taken up, on the clock of {@link System#nanoTime}
     * @param judged is told when the request is over, and nothing is noted yet
     * @return when it is noted: whether it is due again at once; fails if it could not be noted
     */
    Future<Boolean> run(Delivery delivery, long claimed, Consumer<Verdict> judged) {
        Promise<Boolean> noted = Promise.promise();
        maker.body(delivery)
                .onComplete(body -> context.runOnContext(now -> {
                    if (body.failed()) {
                        gate.giveBack(1);
                        AttemptResult result = AttemptMaker.result(
                                "the event's body cannot be read: "
                                        + body.cause().getMessage(),
                                Duration.ZERO);
                        judged.accept(new Verdict.Dead());
                        changes.hopeless(delivery, result)
                                .map(fate -> buried(fate, delivery, result))
                                .onComplete(noted);
                        return;
                    }
                    maker.send(delivery, body.result())
                            .onComplete(sent -> context.runOnContext(then -> {
                                AttemptResult result = sent.result();
                                Verdict verdict = ended(delivery, result, body.result(), claimed);
                                judged.accept(verdict);
                                note(delivery.withoutBody(), result, verdict).onComplete(noted);
                            }));
                }));
        return noted.future();
    }

    private Verdict ended(Delivery delivery, AttemptResult result, Buffer body, long claimed) {
        gate.ended(result);
        metrics.attempt(result.outcome());
        log.attempt(delivery, result);
        if (result.outcome() == Outcome.DELIVERED) {
            metrics.delivered(Duration.ofMillis(delivery.ageMillis()).plusNanos(System.nanoTime() - claimed));
        } else if (result.outcome() == Outcome.BUSY) {
            result.retryAfter().ifPresent(asked -> gate.rest(schedule.rest(asked)));
        }
        return judge.of(result, delivery, body);
    }

    private Future<Boolean> note(Delivery delivery, AttemptResult result, Verdict verdict) {
        if (verdict instanceof Verdict.Delivered) {
            return completions.add(delivery).map(noted -> delivery.pieces().hasMore());
        }
        return changes.identified(delivery)
                // It is tried again when its lease is over.
                .onFailure(absence::notRead)
                .compose(ours -> ours.map(known -> noteOther(known, result, verdict))
                        .orElseGet(() -> Future.succeededFuture(false)));
    }

    private Future<Boolean> noteOther(Delivery delivery, AttemptResult result, Verdict verdict) {
        if (verdict instanceof Verdict.TryAgain again) {
            return fate(
                    changes.failed(delivery, result, delivery.pieces(), again.refused(), again.pause()),
                    delivery,
                    result);
        } else if (verdict instanceof Verdict.Rotate rotate) {
            return fate(
                            changes.failed(delivery, result, delivery.pieces().rotated(), false, rotate.pause()),
                            delivery,
                            result)
                    .map(dueAgain -> dueAgain || rotate.pause().isZero());
        } else if (verdict instanceof Verdict.Split split) {
            metrics.split();
            log.split(delivery, split.whole().size());
            return fate(changes.split(delivery, result, delivery.pieces().split(split.whole())), delivery, result)
                    .map(true);
        } else if (verdict instanceof Verdict.Stop) {
            return stop(delivery, result);
        }
        return fate(changes.hopeless(delivery, result), delivery, result);
    }

    private Future<Boolean> stop(Delivery delivery, AttemptResult result) {
        return fate(
                table.stop(destination.id(), result.detail()).compose(first -> {
                    if (first) {
                        log.gone(result);
                    }
                    return changes.released(delivery, result);
                }),
                delivery,
                result);
    }

    private Future<Boolean> fate(Future<Fate> change, Delivery delivery, AttemptResult result) {
        return change.onSuccess(fate -> absence.wrote())
                // It is tried again when its lease is over.
                .onFailure(absence::notWritten)
                .map(fate -> buried(fate, delivery, result));
    }

    /** Tells whether something of it is due at once. */
    private boolean buried(Fate fate, Delivery delivery, AttemptResult result) {
        if (fate == Fate.DEAD) {
            log.givenUp(delivery, result);
            return delivery.pieces().hasMore();
        }
        return false;
    }
}
