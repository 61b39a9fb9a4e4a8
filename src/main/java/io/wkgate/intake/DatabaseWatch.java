package io.wkgate.intake;

import io.vertx.core.Vertx;
import io.wkgate.store.Database;
import io.wkgate.store.DatabaseFault;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
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

    /** What a commit that failed says counts for so long, whatever pings say. */
    private static final Duration FAILURE_COUNTS = Duration.ofMillis(2 * PING_MILLIS + 1);

    private final LongSupplier nanos;
    private @Nullable Long awaySince;
    private @Nullable Long commitFailedAt;
    private boolean told;
    private @Nullable String reason;

    /** @param nanos the clock of {@link System#nanoTime}, which nobody sets */
    public DatabaseWatch(LongSupplier nanos) {
        this.nanos = nanos;
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
        return lasts(awaySince, MOMENT) ? Optional.ofNullable(reason) : Optional.empty();
    }

    /** A commit failed. */
    synchronized void failed(String description) {
        commitFailedAt = nanos.getAsLong();
        unanswered(description);
    }

    /** A ping came back; it proves less than a commit that failed just now. */
    synchronized void pinged() {
        if (commitFailedAt == null || lasts(commitFailedAt, FAILURE_COUNTS)) {
            answered();
        }
    }

    synchronized void unanswered(String description) {
        reason = description;
        if (awaySince == null) {
            awaySince = nanos.getAsLong();
        }
        if (!told && lasts(awaySince, MOMENT)) {
            told = true;
            LOG.warn("the database is away ({}); events are held and then refused until it is back", description);
        }
    }

    /** A commit succeeded. */
    synchronized void answered() {
        if (told && awaySince != null) {
            LOG.info("the database is back after {} ms", (nanos.getAsLong() - awaySince) / 1_000_000);
        }
        awaySince = null;
        told = false;
        reason = null;
    }

    private boolean lasts(@Nullable Long since, Duration duration) {
        return since != null && nanos.getAsLong() - since >= duration.toNanos();
    }
}
