package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes messages that are older than the settings allow, in small batches with a rest between them; of several processes one
 * does it, by a lease. What fails is done an hour later.
 */
public final class MessageRetention {

    private static final Logger LOG = LoggerFactory.getLogger(MessageRetention.class);

    private static final String LEASE = "prune";
    private static final long PERIOD_MILLIS = Duration.ofHours(1).toMillis();
    private static final Duration LEASED = Duration.ofMinutes(1);
    private static final int BATCH = 500;

    /** As long as a batch took, and at least this: intake goes first. */
    private static final long REST_MILLIS = 50;

    private final Vertx vertx;
    private final OldMessages messages;
    private final Leases leases;
    private final Duration keep;
    private long timer = -1;
    private volatile boolean stopped;

    /** @param keep how long messages are kept */
    public MessageRetention(Vertx vertx, OldMessages messages, Leases leases, Duration keep) {
        this.vertx = vertx;
        this.messages = messages;
        this.leases = leases;
        this.keep = keep;
    }

    /** Begins after an hour at the earliest, so that who has mistaken the setting can still undo it. */
    public void start() {
        LOG.info("messages older than {} are deleted, because of database.keep-messages-for", keep);
        timer = vertx.setPeriodic(PERIOD_MILLIS, tick -> run());
    }

    /** Begins no further batch. */
    public void stop() {
        stopped = true;
        if (timer != -1) {
            vertx.cancelTimer(timer);
        }
    }

    /** @return how many it deleted; 0 too when another process does it, or when it failed */
    Future<Long> run() {
        return leases.takeOrKeep(LEASE, LEASED)
                .compose(held -> held ? deleteAll() : Future.succeededFuture(0L))
                .onFailure(failure -> LOG.warn(
                        "deleting old messages failed and is done later: {}",
                        DatabaseFault.of(failure).description()))
                .otherwise(0L);
    }

    private Future<Long> deleteAll() {
        return messages.ago(keep)
                .compose(before -> delete(before, 0))
                .onSuccess(deleted -> {
                    if (deleted > 0) {
                        LOG.info("{} messages older than {} were deleted", deleted, keep);
                    }
                })
                .eventually(() -> leases.release(LEASE));
    }

    private Future<Long> delete(Instant before, long sofar) {
        long begun = System.nanoTime();
        return messages.delete(before, BATCH).compose(deleted -> {
            long all = sofar + deleted;
            if (deleted < BATCH || stopped) {
                return Future.succeededFuture(all);
            }
            long took = (System.nanoTime() - begun) / 1_000_000;
            return vertx.timer(Math.max(REST_MILLIS, took))
                    .compose(rested -> leases.takeOrKeep(LEASE, LEASED))
                    .compose(held -> held ? delete(before, all) : Future.succeededFuture(all));
        });
    }
}
