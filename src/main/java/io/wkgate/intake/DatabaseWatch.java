package io.wkgate.intake;

import io.vertx.core.Vertx;
import io.wkgate.store.Database;
import io.wkgate.store.DatabaseFault;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the database answers, from the commits and, while there are none, from a ping a second. Says in the log
 * once when it goes and once when it is back. Thread-safe.
 */
public final class DatabaseWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);

    /** A failure that is over within this is a moment, such as a deadlock or a fail-over; ready stays true. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private static final long PING_MILLIS = 1000;

    private final Clock clock;
    private long awaySince = -1;
    private long commitFailedAt = Long.MIN_VALUE / 2;
    private boolean told;
    private @Nullable String reason;

    public DatabaseWatch(Clock clock) {
        this.clock = clock;
    }

    /** Begins to ping. */
    public void start(Vertx vertx, Database database) {
        vertx.setTimer(
                PING_MILLIS,
                timer -> database.ping().onComplete(result -> {
                    if (result.succeeded()) {
                        pinged();
                    } else {
                        unanswered(DatabaseFault.of(result.cause()).description());
                    }
                    start(vertx, database);
                }));
    }

    /** Why the database counts as away, or nothing while it answers or has been away for a moment only. */
    public synchronized Optional<String> away() {
        boolean away = awaySince >= 0 && clock.millis() - awaySince >= MOMENT.toMillis();
        return away ? Optional.ofNullable(reason) : Optional.empty();
    }

    /** A commit failed. */
    synchronized void failed(String description) {
        commitFailedAt = clock.millis();
        unanswered(description);
    }

    /** A ping came back; it proves less than a commit that failed just now. */
    synchronized void pinged() {
        if (clock.millis() - commitFailedAt > 2 * PING_MILLIS) {
            answered();
        }
    }

    synchronized void unanswered(String description) {
        reason = description;
        if (awaySince < 0) {
            awaySince = clock.millis();
        }
        if (!told && clock.millis() - awaySince >= MOMENT.toMillis()) {
            told = true;
            LOG.warn("the database is away ({}); events are held and then refused until it is back", description);
        }
    }

    /** A commit succeeded. */
    synchronized void answered() {
        if (told) {
            LOG.info("the database is back after {} ms", clock.millis() - awaySince);
        }
        awaySince = -1;
        told = false;
        reason = null;
    }
}
