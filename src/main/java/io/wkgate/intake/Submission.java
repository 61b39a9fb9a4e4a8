package io.wkgate.intake;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.wkgate.event.EventKind;
import io.wkgate.store.Batch;

/** A part of one event on its way to a commit; most events are one part. */
final class Submission {

    private final EventKind kind;
    private final Transport transport;
    private final Batch batch;
    private final int rows;
    private final long bytes;
    private final long submittedNanos = System.nanoTime();
    private final Promise<Void> committed = Promise.promise();
    private volatile boolean abandoned;
    private boolean held;

    Submission(EventKind kind, Transport transport, Batch batch) {
        this.kind = kind;
        this.transport = transport;
        this.batch = batch;
        this.rows = batch.rows();
        this.bytes = batch.bytes();
    }

    /** What is to be committed. */
    Batch batch() {
        return batch;
    }

    int rows() {
        return rows;
    }

    /** When it was made, on the clock of {@link System#nanoTime}. */
    long submittedNanos() {
        return submittedNanos;
    }

    long bytes() {
        return bytes;
    }

    Future<Void> committed() {
        return committed.future();
    }

    /** Nobody waits for it any more; it need not be tried again. */
    void abandon() {
        abandoned = true;
    }

    boolean abandoned() {
        return abandoned;
    }

    /** Whether it may wait for the database, which is away; if not, it has failed. */
    boolean holdOrFail(HoldingLine line) {
        held = held || line.enter(kind, transport);
        if (!held) {
            fail(line, new UnavailableException("the database is away, and this event may not wait"));
        }
        return held;
    }

    void succeed(HoldingLine line) {
        leave(line);
        committed.tryComplete();
    }

    void fail(HoldingLine line, UnavailableException reason) {
        leave(line);
        committed.tryFail(reason);
    }

    private void leave(HoldingLine line) {
        if (held) {
            held = false;
            line.leave(kind);
        }
    }
}
