package io.wkgate.intake;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.wkgate.event.Entry;
import io.wkgate.store.Batch;
import io.wkgate.store.DatabaseFault;
import io.wkgate.store.MessageStore;
import io.wkgate.store.NewDeadLetter;
import io.wkgate.store.Source;
import io.wkgate.store.Written;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

    private static final int MAX_ROWS = 2048;
    private static final long MAX_BYTES = 8L << 20;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 320;

    private final Context context;
    private final MessageStore store;
    private final IntakeMetrics metrics;
    private final DatabaseWatch watch;
    private final int maxInFlight;
    private final HoldingLine line = new HoldingLine();
    private final Deque<Submission> queue = new ArrayDeque<>();
    /** Was in a group of which something was refused for good; goes into a transaction of its own. */
    private final Deque<Submission> alone = new ArrayDeque<>();

    private int inFlight;
    private int failures;
    private boolean pausing;
    /** When the submission at the front of the queue came, for other threads to read; 0 while the queue is empty. */
    private volatile long waitingSinceNanos;

    GroupCommit(Vertx vertx, MessageStore store, IntakeMetrics metrics, DatabaseWatch watch, int maxInFlight) {
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.store = store;
        this.metrics = metrics;
        this.watch = watch;
        this.maxInFlight = maxInFlight;
        metrics.commitQueue(this::oldestWaitingSeconds);
    }

    private double oldestWaitingSeconds() {
        long since = waitingSinceNanos;
        return since == 0 ? 0 : (System.nanoTime() - since) / 1e9;
    }

    /**
     * Takes a part of an event; callable from any thread. Its future succeeds after the commit, or fails with an
     * {@link UnavailableException}.
     */
    Future<Void> submit(Submission submission) {
        context.runOnContext(now -> {
            if (failures > 0 && !submission.hold(line)) {
                submission.fail(line, new UnavailableException("the database is away, and this event may not wait"));
                return;
            }
            queue.add(submission);
            commitNext();
        });
        return submission.committed();
    }

    private void commitNext() {
        // While the database is away one transaction at a time finds out whether it is back.
        int allowed = failures > 0 ? 1 : maxInFlight;
        while (!pausing && inFlight < allowed) {
            List<Submission> group = takeAlone();
            if (group.isEmpty()) {
                group = takeGroup();
            }
            if (group.isEmpty()) {
                break;
            }
            commit(group);
        }
        Submission front = queue.peek();
        waitingSinceNanos = front == null ? 0 : front.submittedNanos();
    }

    private List<Submission> takeAlone() {
        while (!alone.isEmpty()) {
            Submission next = alone.remove();
            if (!abandoned(next)) {
                return List.of(next);
            }
        }
        return List.of();
    }

    private boolean abandoned(Submission submission) {
        if (submission.abandoned()) {
            submission.fail(line, new UnavailableException("nobody waits for it any more"));
        }
        return submission.abandoned();
    }

    private List<Submission> takeGroup() {
        List<Submission> group = new ArrayList<>();
        int rows = 0;
        long bytes = 0;
        while (!queue.isEmpty()) {
            Submission next = queue.peek();
            if (abandoned(next)) {
                queue.remove();
                continue;
            }
            rows += next.rows();
            bytes += next.bytes();
            if (!group.isEmpty() && (rows > MAX_ROWS || bytes > MAX_BYTES)) {
                break;
            }
            group.add(queue.remove());
        }
        return group;
    }

    private void commit(List<Submission> group) {
        List<Entry.Accepted> messages = new ArrayList<>();
        List<NewDeadLetter> deadLetters = new ArrayList<>();
        for (Submission submission : group) {
            messages.addAll(submission.messages());
            deadLetters.addAll(submission.deadLetters());
        }
        inFlight++;
        long begin = System.nanoTime();
        store.write(new Batch(messages, deadLetters, Source.WEBHOOK))
                .onComplete(result -> context.runOnContext(now -> {
                    inFlight--;
                    if (result.succeeded()) {
                        succeeded(group, messages, result.result(), System.nanoTime() - begin);
                    } else {
                        failed(group, DatabaseFault.of(result.cause()));
                    }
                    commitNext();
                }));
    }

    private void succeeded(List<Submission> group, List<Entry.Accepted> messages, Written written, long nanos) {
        failures = 0;
        watch.answered();
        group.forEach(submission -> submission.succeed(line));
        metrics.committed(messages, written, nanos);
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
            alone.addAll(group);
            return;
        }
        LOG.error(
                "the database refuses to keep a dead letter, {}; its event is answered with 503", fault.description());
        group.get(0).fail(line, new UnavailableException("the database refuses it and its dead letter"));
    }

    private void away(List<Submission> group, DatabaseFault fault) {
        failures++;
        watch.failed(fault.description());
        for (int i = group.size() - 1; i >= 0; i--) {
            queue.addFirst(group.get(i));
        }
        // What may not wait is told now, not after another try that may take its time.
        queue.removeIf(submission -> {
            boolean held = submission.hold(line);
            if (!held) {
                submission.fail(line, new UnavailableException("the database is away, and this event may not wait"));
            }
            return !held;
        });
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
