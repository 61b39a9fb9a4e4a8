package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes messages that are older than the settings allow, in small batches with a rest between them; of several processes one
 * does it, by a lease, and another that was there meanwhile goes on when that one dies. What fails is done an hour later.
 */
public final class MessageRetention {

    private static final Logger LOG = LoggerFactory.getLogger(MessageRetention.class);

    static final String LEASE = "prune";
    static final Duration LEASED = Duration.ofSeconds(20);
    /** How often is looked whether one that died has left something undone. */
    static final long LOOK_MILLIS = 5000;

    private static final long PERIOD_MILLIS = Duration.ofHours(1).toMillis();
    private static final int BATCH = 500;

    /** As long as a batch took, and at least this: intake goes first. */
    private static final long REST_MILLIS = 50;

    /** But not as long as the lease. */
    private static final long LONGEST_REST_MILLIS = 5000;

    private final Vertx vertx;
    private final OldMessages messages;
    private final Leases leases;
    private final Duration keep;
    private long[] timers = {};
    private Future<Long> running = Future.succeededFuture(0L);
    private @Nullable Timer rest;
    private boolean stopped;

    /** By the database's clock. */
    private volatile @Nullable Instant firstLook;

    /** @param keep how long messages are kept */
    public MessageRetention(Vertx vertx, OldMessages messages, Leases leases, Duration keep) {
        this.vertx = vertx;
        this.messages = messages;
        this.leases = leases;
        this.keep = keep;
    }

    /**
     * Begins after an hour at the earliest, so that who has mistaken the setting can still undo it; only what another process
     * did after this one's start, and left undone, is taken over sooner.
     */
    public void start() {
        LOG.info("messages older than {} are deleted, because of database.keep-messages-for", keep);
        timers = new long[] {
            vertx.setPeriodic(PERIOD_MILLIS, tick -> run()), vertx.setPeriodic(LOOK_MILLIS, tick -> look())
        };
    }

    /**
     * Begins no further batch.
     *
     * @return when the batch that is under way has ended, and another process can have the lease
     */
    public synchronized Future<Void> stop() {
        stopped = true;
        for (long timer : timers) {
            vertx.cancelTimer(timer);
        }
        if (rest != null) {
            rest.cancel();
        }
        return running.mapEmpty();
    }

    /** @return how many it deleted of what another that died has left */
    Future<Long> look() {
        return left().compose(left -> left ? alone(this::takeOver) : Future.succeededFuture(0L))
                // Whether the database is away is said elsewhere.
                .otherwise(0L);
    }

    /** A lease that nobody has kept since the first look was left before this process was there; who set what then, nobody knows. */
    private Future<Boolean> left() {
        Instant since = firstLook;
        if (since != null) {
            return leases.abandoned(LEASE, since);
        }
        return messages.ago(Duration.ZERO).map(now -> {
            firstLook = now;
            return false;
        });
    }

    private Future<Long> takeOver() {
        return leases.takeOrKeep(LEASE, LEASED).compose(held -> held ? told(deleteAll()) : Future.succeededFuture(0L));
    }

    /** @return how many it deleted; 0 too when another process does it, when this one does already, or when it failed */
    Future<Long> run() {
        return alone(() -> told(
                leases.takeOrKeep(LEASE, LEASED).compose(held -> held ? deleteAll() : Future.succeededFuture(0L))));
    }

    /** One at a time: the lease is this process's own, and whichever ended first would give it back under the other. */
    private synchronized Future<Long> alone(Supplier<Future<Long>> work) {
        if (stopped || !running.isComplete()) {
            return Future.succeededFuture(0L);
        }
        running = work.get().otherwise(0L);
        return running;
    }

    private static Future<Long> told(Future<Long> work) {
        return work.onFailure(failure -> LOG.warn(
                "deleting old messages failed and is done later: {}",
                DatabaseFault.of(failure).description()));
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
            if (deleted < BATCH) {
                return Future.succeededFuture(all);
            }
            long took = (System.nanoTime() - begun) / 1_000_000;
            return rested(Math.max(REST_MILLIS, Math.min(LONGEST_REST_MILLIS, took)))
                    .compose(on -> on ? leases.takeOrKeep(LEASE, LEASED) : Future.succeededFuture(false))
                    .compose(held -> held ? delete(before, all) : Future.succeededFuture(all));
        });
    }

    /** @return whether to go on; a stop ends the rest at once */
    private synchronized Future<Boolean> rested(long millis) {
        if (stopped) {
            return Future.succeededFuture(false);
        }
        Timer timer = vertx.timer(millis);
        rest = timer;
        return timer.transform(ended -> Future.succeededFuture(ended.succeeded()));
    }
}
