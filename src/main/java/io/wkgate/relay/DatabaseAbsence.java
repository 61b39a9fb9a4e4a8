package io.wkgate.relay;

import io.vertx.mysqlclient.MySQLException;
import io.wkgate.store.DatabaseFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that the database is away, and once that it is back, however many workers notice. Thread-safe. */
final class DatabaseAbsence {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAbsence.class);

    private static final int DEADLOCK = 1213;

    /** What succeeds so soon after a failure was on its way before that. */
    private static final long STILL_AWAY_NANOS = 200_000_000;

    private boolean reading = true;

    /** A server may be read-only; then what is read says nothing of what is written. */
    private boolean writing = true;

    private long lastFailure = System.nanoTime();

    synchronized void read() {
        answered(writing);
    }

    synchronized void wrote() {
        answered(true);
    }

    private void answered(boolean writable) {
        if (away() && System.nanoTime() - lastFailure > STILL_AWAY_NANOS) {
            reading = true;
            writing = writable;
            if (!away()) {
                LOG.info("deliveries go on: the database answers again");
            }
        }
    }

    synchronized void notRead(Throwable failure) {
        gone(failure);
        reading = false;
    }

    synchronized void notWritten(Throwable failure) {
        if (lostToAnother(failure)) {
            return;
        }
        gone(failure);
        writing = false;
    }

    /** Two wanted the same rows; the database is well, and the loser tries again. */
    static boolean lostToAnother(Throwable failure) {
        return failure instanceof MySQLException fault && fault.getErrorCode() == DEADLOCK;
    }

    private boolean away() {
        return !reading || !writing;
    }

    private void gone(Throwable failure) {
        if (!away()) {
            LOG.warn(
                    "deliveries wait: the database does not answer: {}",
                    DatabaseFault.of(failure).description());
        }
        lastFailure = System.nanoTime();
    }
}
