package io.wkgate.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The submissions that no transaction has taken up, and which of them go together into the next one. What nobody waits for
 * any more is dropped on the way. Not thread-safe but for {@link #waiting} and {@link #oldestSeconds}: the group commit's
 * context owns it.
 */
final class SubmissionQueue {

    private static final int MAX_ROWS = 2048;
    private static final long MAX_BYTES = 8L << 20;

    private final HoldingLine line;
    private final Deque<Submission> queue = new ArrayDeque<>();
    /** Was in a group of which something was refused for good; goes into a transaction of its own. */
    private final Deque<Submission> alone = new ArrayDeque<>();
    /** When the submission at the front of the queue came, for other threads to read; 0 while the queue is empty. */
    private volatile long waitingSinceNanos;

    private volatile int waiting;

    SubmissionQueue(HoldingLine line) {
        this.line = line;
    }

    /** How many no transaction has taken up. Callable from any thread. */
    int waiting() {
        return waiting;
    }

    /** How long the front has waited, 0 if there is none. Callable from any thread. */
    double oldestSeconds() {
        long since = waitingSinceNanos;
        return since == 0 ? 0 : (System.nanoTime() - since) / 1e9;
    }

    void add(Submission submission) {
        queue.add(submission);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Takes what the next transaction commits; empty if nothing waits. */
    List<Submission> next() {
        List<Submission> group = takeAlone();
        if (group.isEmpty()) {
            group = takeGroup();
        }
        return group;
    }

    /** To be called when no more is taken up for now. */
    void measure() {
        Submission front = queue.peek();
        waitingSinceNanos = front == null ? 0 : front.submittedNanos();
        waiting = queue.size() + alone.size();
    }

    /** Each of them goes into a transaction of its own. */
    void separate(List<Submission> group) {
        alone.addAll(group);
    }

    /** They were taken up in vain and are the next again. */
    void putBack(List<Submission> group) {
        for (int i = group.size() - 1; i >= 0; i--) {
            queue.addFirst(group.get(i));
        }
    }

    /** Tells those that may not wait for the database, and drops them. */
    void dropUnheld() {
        queue.removeIf(submission -> !submission.holdOrFail(line));
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
}
