package io.wkgate.boot;

import io.vertx.core.Vertx;
import io.wkgate.config.Settings;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway from the first step of its start to its end, which another thread may ask for at any moment.
 *
 * <p>Some steps of the start are not broken off: starting the embedded database, changing tables, and everything from the
 * moment at which events may come. The end waits for those. Any other is left where it stands, for it may wait a long time
 * for a database; what it has not committed is not there, as after a kill.
 */
public final class Lifetime {

    private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);

    /** Held by a step that is not broken off, and by the end for ever. Fair, so that the end comes before the next step. */
    private final ReentrantLock whole = new ReentrantLock(true);

    private final Clock clock;
    private @Nullable DatabaseAccess access;
    private @Nullable Gateway gateway;

    /** On a machine with a clock that is right, more or less. */
    public Lifetime() {
        this(Clock.systemUTC());
    }

    Lifetime(Clock clock) {
        this.clock = clock;
    }

    /**
     * Starts everything; when it returns, events are accepted. It never returns when {@link #end()} comes first.
     *
     * @param migrate whether to bring the tables up to date first, or to refuse to start if they are not
     */
    public Gateway start(Settings settings, boolean migrate) {
        Vertx vertx = null;
        try {
            whole.lock();
            DatabaseAccess opened = DatabaseAccess.open(settings.database());
            access = opened;
            whole.unlock();
            opened.prepareTables(settings.database().layout(), migrate, whole::lock);
            breakable();
            vertx = Vertx.vertx();
            Gateway started = new Gateway(settings, opened, vertx, clock, whole::lock);
            gateway = started;
            return started;
        } catch (Exception | Error e) {
            // Of any kind: what a future failed with is thrown as it is, whether it is declared or not.
            whole.lock();
            undo(vertx);
            throw e;
        } finally {
            breakable();
        }
    }

    /** Ends it, from another thread than the one that starts it: drained if it serves, and with the embedded database. */
    public void end() {
        whole.lock();
        if (gateway != null) {
            gateway.close();
        } else {
            LOG.info("ending while starting");
            undo(null);
            LOG.info("stopped");
        }
    }

    private void undo(@Nullable Vertx vertx) {
        try {
            if (vertx != null) {
                Gateway.await(vertx.close());
            }
        } finally {
            if (access != null) {
                access.close();
            }
            access = null;
        }
    }

    private void breakable() {
        while (whole.isHeldByCurrentThread()) {
            whole.unlock();
        }
    }
}
