package io.wkgate.relay;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.wkgate.store.DatabaseAbsence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Notes what was delivered: what comes while a statement is on its way goes into the next one. While the database is away it
 * keeps trying. Used on the worker's context only.
 */
final class Completions {

    /** With more than that not yet noted nothing more is taken up, for a crash would send all of it again. */
    private static final int MOST = 1000;

    private static final int BATCH = 256;

    private static final long PAUSE_MILLIS = 250;

    private final Context context;
    private final DeliveryChanges changes;
    private final DatabaseAbsence absence;
    private final long gatherMillis;
    private final Deque<Delivered> waiting = new ArrayDeque<>();
    private int writing;
    private boolean gathering;

    /** @param gatherMillis how long what was delivered waits for more that goes into the same statement */
    Completions(Context context, DeliveryChanges changes, DatabaseAbsence absence, long gatherMillis) {
        this.context = context;
        this.changes = changes;
        this.absence = absence;
        this.gatherMillis = gatherMillis;
    }

    private record Delivered(Delivery delivery, Promise<Void> noted) {}

    /** How many may be taken up before some of those that were delivered are noted. */
    int room() {
        return Math.max(0, MOST - waiting.size() - writing);
    }

    /**
     * Succeeds when it is noted, however long that takes.
     *
     * @param delivery without its body, for it is kept until then
     */
    Future<Void> add(Delivery delivery) {
        Delivered delivered = new Delivered(delivery, Promise.promise());
        waiting.add(delivered);
        if (delivery.pieces().hasMore()) {
            // What is left of it waits for that.
            write();
        } else {
            writeOn();
        }
        return delivered.noted().future();
    }

    private void gather() {
        if (!gathering && writing == 0) {
            gathering = true;
            context.owner()
                    .setTimer(
                            gatherMillis,
                            tick -> context.runOnContext(now -> {
                                gathering = false;
                                write();
                            }));
        }
    }

    private void write() {
        if (writing > 0 || waiting.isEmpty()) {
            return;
        }
        List<Delivered> whole = new ArrayList<>();
        List<Delivered> pieces = new ArrayList<>();
        while (!waiting.isEmpty() && whole.size() + pieces.size() < BATCH) {
            Delivered next = waiting.remove();
            (next.delivery().pieces().hasMore() ? pieces : whole).add(next);
        }
        writing = whole.size() + pieces.size();
        List<Future<Void>> written = new ArrayList<>();
        if (!whole.isEmpty()) {
            written.add(note(
                    whole,
                    changes.delivered(whole.stream().map(Delivered::delivery).toList())));
        }
        pieces.forEach(piece -> written.add(note(List.of(piece), changes.pieceDelivered(piece.delivery()))));
        Future.join(written)
                .onComplete(done -> context.runOnContext(now -> {
                    writing = 0;
                    if (done.succeeded()) {
                        writeOn();
                    } else {
                        context.owner().setTimer(PAUSE_MILLIS, tick -> context.runOnContext(later -> write()));
                    }
                }));
    }

    private void writeOn() {
        if (gatherMillis == 0 || waiting.size() >= BATCH) {
            write();
        } else if (!waiting.isEmpty()) {
            gather();
        }
    }

    private Future<Void> note(List<Delivered> batch, Future<Void> write) {
        Promise<Void> handled = Promise.promise();
        write.onComplete(done -> context.runOnContext(now -> {
            if (done.succeeded()) {
                absence.wrote();
                batch.forEach(delivered -> delivered.noted().complete());
            } else {
                absence.notWritten(done.cause());
                waiting.addAll(batch);
            }
            handled.handle(done);
        }));
        return handled.future();
    }
}
