package io.wkgate.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that the database is away, and once that it is back, however many workers of a kind notice. Thread-safe.
 */
public final class DatabaseAbsence {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAbsence.class);

    /** What succeeds so soon after a failure was on its way before that. */
    private static final long STILL_AWAY_NANOS = 200_000_000;

    private final String waiting;

    private boolean reading = true;

    /** A server may be read-only; then what is read says nothing of what is written. */
    private boolean writing = true;

    private long lastFailure = System.nanoTime();

    /** @param waiting what waits meanwhile, in the plural: {@code deliveries} */
    public DatabaseAbsence(String waiting) {
        this.waiting = waiting;
    }

    /** Something was read. */
    public synchronized void read() {
        answered(writing);
    }

    /** Something was written. */
    public synchronized void wrote() {
        answered(true);
    }

    private void answered(boolean writable) {
        if (away() && System.nanoTime() - lastFailure > STILL_AWAY_NANOS) {
            reading = true;
            writing = writable;
            if (!away()) {
                LOG.info("{} go on: the database answers again", waiting);
            }
        }
    }

    /** Something could not be read. */
    public synchronized void notRead(Throwable failure) {
        gone(failure);
        reading = false;
    }

    /** Something could not be written. */
    public synchronized void notWritten(Throwable failure) {
        // The database is well, and the loser tries again.
        if (LostToAnother.DEADLOCK.is(failure)) {
            return;
        }
        gone(failure);
        writing = false;
    }

    private boolean away() {
        return !reading || !writing;
    }

    private void gone(Throwable failure) {
        if (!away()) {
            LOG.warn(
                    "{} wait: the database does not answer: {}",
                    waiting,
                    DatabaseFault.of(failure).description());
        }
        lastFailure = System.nanoTime();
    }
}
