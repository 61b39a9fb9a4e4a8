package io.wkgate.gap;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.wkgate.config.GapSettings;
import io.wkgate.store.Database;
import io.wkgate.store.DatabaseFault;
import io.wkgate.store.Leases;
import io.wkgate.store.LostToAnother;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns arrivals into known numbers and gaps. Every process has one; by a lease only one of them works. What fails is tried
 * again for ever, and said once; an arrival that cannot be merged is set aside, and stops nothing.
 */
final class Finder {

    /** The lease; since when gaps are found is when it was made. */
    static final String LEASE = "finder";

    private static final Logger LOG = LoggerFactory.getLogger(Finder.class);

    static final long PERIOD_MILLIS = 2500;
    /** Merging takes at most that part of the time, as long as it is not late: what comes meanwhile is merged together. */
    private static final int RARELY = 20;

    private static final long LONGEST_REST_NANOS = 4_900_000_000L;

    /** In a row: who adds a channel meanwhile does so once, and a duplicate that stays is none that was made just now. */
    private static final int DUPLICATES = 5;

    private static final long MEASURE_MILLIS = 10_000;
    static final Duration LEASED = Duration.ofSeconds(15);

    /** The clock of upstream, which made the message ids, may be behind the database's. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final Context context;
    private final GapSettings settings;
    private final Database database;
    private final Leases leases;
    private final FinderRound round;
    private final FinderMetrics metrics;
    private final UnreadableLook unreadable;
    private final Runnable gapsOpened;
    private final BatchSize size = new BatchSize();
    private final Promise<Void> ended = Promise.promise();
    private Optional<Instant> findingSince = Optional.empty();
    private long nextMerge = System.nanoTime();
    private long[] timers = {};
    private int duplicates;
    private boolean running;
    private boolean ending;
    private boolean away;

    /** @param gapsOpened told, from any thread, after a commit that opened gaps */
    Finder(
            Vertx vertx,
            GapSettings settings,
            Database database,
            Leases leases,
            MeterRegistry registry,
            Runnable gapsOpened) {
        context = ((VertxInternal) vertx).createEventLoopContext();
        this.settings = settings;
        this.database = database;
        this.leases = leases;
        this.gapsOpened = gapsOpened;
        round = new FinderRound(vertx, database, leases, settings.grace());
        metrics = new FinderMetrics(registry);
        unreadable = new UnreadableLook(database, gapsOpened);
    }

    /** Since when gaps are found, a little earlier: what was sent before is history. */
    static Instant findingSince(Instant madeAt) {
        return madeAt.minus(CLOCKS);
    }

    void start() {
        context.runOnContext(now -> {
            timers = new long[] {
                context.owner().setPeriodic(PERIOD_MILLIS, tick -> context.runOnContext(it -> find())),
                context.owner().setPeriodic(MEASURE_MILLIS, tick -> measure())
            };
            find();
        });
    }

    /** Begins no further round; succeeds when the one under way has ended and the lease is given back. */
    Future<Void> stop() {
        context.runOnContext(now -> {
            ending = true;
            for (long timer : timers) {
                context.owner().cancelTimer(timer);
            }
            endIfIdle();
        });
        return ended.future();
    }

    private void measure() {
        ArrivalBacklog.of(database).onSuccess(metrics::backlog);
    }

    private void find() {
        if (ending || running) {
            return;
        }
        running = true;
        keepLease()
                .compose(held -> held ? merge() : Future.succeededFuture(false))
                .onComplete(found -> context.runOnContext(now -> {
                    running = false;
                    if (found.failed()) {
                        failed(found.cause());
                    } else {
                        answered();
                    }
                    endIfIdle();
                    if (found.succeeded() && found.result()) {
                        find();
                    }
                }));
    }

    private void endIfIdle() {
        if (ending && !running) {
            running = true;
            leases.release(LEASE).onComplete(released -> ended.tryComplete());
        }
    }

    private Future<Boolean> keepLease() {
        return leases.takeOrKeep(LEASE, LEASED).compose(held -> {
            if (!held) {
                findingSince = Optional.empty();
                return Future.succeededFuture(false);
            }
            return findingSince.isPresent() ? Future.succeededFuture(true) : begin();
        });
    }

    /** This process is the finder from now on. */
    private Future<Boolean> begin() {
        return ArrivalQueue.tryAgain(database)
                .compose(done -> leases.find(LEASE))
                .map(lease -> {
                    findingSince = lease.map(it -> findingSince(it.madeAt()));
                    return findingSince.isPresent();
                });
    }

    /** @return whether there is more to do at once */
    private Future<Boolean> merge() {
        if (System.nanoTime() - nextMerge < 0) {
            return Future.succeededFuture(false);
        }
        return unreadable
                .look()
                .compose(done -> ArrivalQueue.any(database, settings.grace()))
                .compose(any -> any ? mergeSome() : Future.succeededFuture(false));
    }

    private Future<Boolean> mergeSome() {
        int limit = size.limit();
        long begun = System.nanoTime();
        return round.run(limit, findingSince.orElseThrow())
                .recover(failure -> lastResort(limit, failure))
                .map(done -> {
                    size.done(done.arrivals(), done.bytes());
                    sayUnreadable(done.unreadable());
                    if (done.opened()) {
                        gapsOpened.run();
                    }
                    boolean more = done.arrivals() == limit;
                    if (!more) {
                        long took = System.nanoTime() - begun;
                        nextMerge = begun + Math.min(LONGEST_REST_NANOS, RARELY * took);
                    }
                    return more;
                });
    }

    /** One that stands alone and is refused is to blame. */
    private Future<FinderRound.Done> lastResort(int limit, Throwable failure) {
        return limit == 1 && refused(failure)
                ? round.setFirstAside(description(failure))
                : Future.failedFuture(failure);
    }

    private static void sayUnreadable(Map<Long, String> unreadable) {
        unreadable.forEach((id, why) -> LOG.error(
                "arrival {} cannot be merged and is set aside in wkgate_arrival; what it tells is looked for upstream: {}",
                id,
                why));
    }

    private void failed(Throwable failure) {
        if (failure instanceof FinderRound.LeaseLostException) {
            findingSince = Optional.empty();
            return;
        }
        if (lostToAnother(failure) && !refused(failure)) {
            LOG.debug("finding gaps is tried again: {}", description(failure));
            if (LostToAnother.DUPLICATE.is(failure)) {
                duplicates++;
                find();
            }
            return;
        }
        size.failed();
        if (refused(failure)) {
            // Smaller and smaller, until what is to blame stands alone.
            LOG.debug("finding gaps is tried with less: {}", description(failure));
            find();
        } else if (!away) {
            away = true;
            LOG.warn("gaps are not looked for: the database does not answer: {}", description(failure));
        }
    }

    private void answered() {
        duplicates = 0;
        if (away) {
            away = false;
            LOG.info("gaps are looked for again: the database answers");
        }
    }

    /** Whether the same round may well succeed when it is done once more. */
    static boolean lostToAnother(Throwable failure) {
        return LostToAnother.DEADLOCK.is(failure)
                || LostToAnother.LOCK_WAIT.is(failure)
                || LostToAnother.DUPLICATE.is(failure);
    }

    private boolean refused(Throwable failure) {
        return failure instanceof FinderRound.CannotMergeException
                || (LostToAnother.DUPLICATE.is(failure) && duplicates >= DUPLICATES)
                || (!lostToAnother(failure) && DatabaseFault.of(failure) instanceof DatabaseFault.RowRefused);
    }

    static String description(Throwable failure) {
        return failure instanceof FinderRound.CannotMergeException
                ? String.valueOf(failure.getMessage())
                : DatabaseFault.of(failure).description();
    }
}
