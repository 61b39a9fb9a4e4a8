package io.wkgate.intake;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.wkgate.event.Entry;
import io.wkgate.event.Message;
import io.wkgate.store.Batch;
import io.wkgate.store.Command;
import io.wkgate.store.DatabaseFault;
import io.wkgate.store.MessageStore;
import io.wkgate.store.NewDeadLetter;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import io.wkgate.store.Written;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what arrives: while transactions are on their way, what comes goes together into the next one; when none is, it
 * goes at once. A transaction that fails because the database is away is tried again with what it held until that is
 * committed, is abandoned, or may not wait.
 */
final class GroupCommit {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 320;

    private final Context context;
    private final MessageStore store;
    private final IntakeMetrics metrics;
    private final Echoes echoes;
    private final CommittedEvents committedEvents;
    private final DatabaseWatch watch;
    private final int maxInFlight;
    private final HoldingLine line = new HoldingLine();
    private final SubmissionQueue queue = new SubmissionQueue(line);

    private int inFlight;
    private int failures;
    private boolean pausing;

    GroupCommit(
            Vertx vertx,
            MessageStore store,
            IntakeMetrics metrics,
            DatabaseWatch watch,
            int maxInFlight,
            Echoes echoes,
            CommittedEvents committedEvents) {
        this.echoes = echoes;
        this.committedEvents = committedEvents;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.store = store;
        this.metrics = metrics;
        this.watch = watch;
        this.maxInFlight = maxInFlight;
        metrics.commitQueue(queue::waiting, queue::oldestSeconds);
    }

    /**
     * Takes a part of an event; callable from any thread. Its future succeeds after the commit, or fails with an
     * {@link UnavailableException}.
     */
    Future<Void> submit(Submission submission) {
        context.runOnContext(now -> {
            if (failures == 0 || submission.holdOrFail(line)) {
                queue.add(submission);
                commitNext();
            }
        });
        return submission.committed();
    }

    private void commitNext() {
        // While the database is away one transaction at a time finds out whether it is back.
        int allowed = failures > 0 ? 1 : maxInFlight;
        while (!pausing && inFlight < allowed) {
            List<Submission> group = queue.next();
            if (group.isEmpty()) {
                break;
            }
            commit(group);
        }
        queue.measure();
        committedEvents.intakeWaits(!queue.isEmpty());
    }

    private void commit(List<Submission> group) {
        Batch batch = batch(group);
        inFlight++;
        long begin = System.nanoTime();
        store.write(batch)
                .onComplete(result -> context.runOnContext(now -> {
                    inFlight--;
                    if (result.succeeded()) {
                        succeeded(group, batch, result.result(), System.nanoTime() - begin);
                    } else {
                        failed(group, DatabaseFault.of(result.cause()));
                    }
                    commitNext();
                }));
    }

    private static Batch batch(List<Submission> group) {
        List<Entry.Accepted> messages = new ArrayList<>();
        List<Command> commands = new ArrayList<>();
        List<NewDeadLetter> deadLetters = new ArrayList<>();
        List<NewEvent> events = new ArrayList<>();
        List<Message> numbered = new ArrayList<>();
        for (Submission submission : group) {
            messages.addAll(submission.batch().messages());
            commands.addAll(submission.batch().commands());
            deadLetters.addAll(submission.batch().deadLetters());
            events.addAll(submission.batch().events());
            numbered.addAll(submission.batch().numbered());
        }
        return new Batch(messages, commands, deadLetters, events, numbered, Source.WEBHOOK);
    }

    private void succeeded(List<Submission> group, Batch batch, Written written, long nanos) {
        failures = 0;
        watch.answered();
        group.forEach(submission -> submission.succeed(line));
        metrics.committed(batch.messages(), written, nanos);
        echoes.tell(batch.commands());
        committedEvents.tell(written, batch.source());
    }

    private void failed(List<Submission> group, DatabaseFault fault) {
        metrics.commitFailed();
        if (fault instanceof DatabaseFault.RowRefused) {
            refused(group, fault);
        } else {
            away(group, fault);
        }
    }

    /** Not even a dead letter of it is taken: whoever sent that is told so, and the others are stored. */
    private void refused(List<Submission> group, DatabaseFault fault) {
        if (group.size() > 1) {
            queue.separate(group);
            return;
        }
        LOG.error(
                "the database refuses to keep a dead letter, {}; its event is answered with 503", fault.description());
        group.get(0).fail(line, new UnavailableException("the database refuses it and its dead letter"));
    }

    private void away(List<Submission> group, DatabaseFault fault) {
        failures++;
        watch.failed(fault.description());
        queue.putBack(group);
        // What may not wait is told now, not after another try that may take its time.
        queue.dropUnheld();
        pausing = true;
        long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures - 1, 10));
        context.owner()
                .setTimer(
                        pause,
                        timer -> context.runOnContext(now -> {
                            pausing = false;
                            commitNext();
                        }));
    }
}
