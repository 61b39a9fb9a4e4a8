package io.wkgate.relay;

import io.wkgate.store.DatabaseFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that the database is away, and once that it is back, however many workers notice. Thread-safe. */
final class DatabaseAbsence {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAbsence.class);

    private boolean reading = true;

    /** A server may be read-only; then what is read says nothing of what is written. */
    private boolean writing = true;

    synchronized void read() {
        boolean away = away();
        reading = true;
        back(away);
    }

    synchronized void wrote() {
        boolean away = away();
        reading = true;
        writing = true;
        back(away);
    }

    synchronized void notRead(Throwable failure) {
        gone(failure);
        reading = false;
    }

    synchronized void notWritten(Throwable failure) {
        gone(failure);
        writing = false;
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
    }

    private void back(boolean wasAway) {
        if (wasAway && !away()) {
            LOG.info("deliveries go on: the database answers again");
        }
    }
}
