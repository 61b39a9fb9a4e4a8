package io.wkgate.intake;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.wkgate.event.Entry;
import io.wkgate.event.EventKind;
import io.wkgate.store.Command;
import io.wkgate.store.NewDeadLetter;
import java.util.List;

/** A part of one event on its way to a commit; most events are one part. */
final class Submission {

    private final EventKind kind;
    private final Transport transport;
    private final List<Entry.Accepted> messages;
    private final List<Command> commands;
    private final List<NewDeadLetter> deadLetters;
    private final long bytes;
    private final long submittedNanos = System.nanoTime();
    private final Promise<Void> committed = Promise.promise();
    private volatile boolean abandoned;
    private boolean held;

    Submission(
            EventKind kind,
            Transport transport,
            List<Entry.Accepted> messages,
            List<Command> commands,
            List<NewDeadLetter> deadLetters,
            long bytes) {
        this.kind = kind;
        this.transport = transport;
        this.messages = messages;
        this.commands = commands;
        this.deadLetters = deadLetters;
        this.bytes = bytes;
    }

    List<Entry.Accepted> messages() {
        return messages;
    }

    List<Command> commands() {
        return commands;
    }

    List<NewDeadLetter> deadLetters() {
        return deadLetters;
    }

    int rows() {
        return messages.size() + commands.size() + deadLetters.size();
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
