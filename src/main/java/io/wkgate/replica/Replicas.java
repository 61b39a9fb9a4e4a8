package io.wkgate.replica;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.wkgate.store.Database;
import io.wkgate.store.DatabaseFault;
import io.wkgate.store.Leases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which replicas there are. Each tells every five seconds that it lives; who does not for fifteen is silent, who ends is
 * deleted, and who was silent for a day as well. It only tells: a replica whose heartbeat fails goes on working, and leases
 * decide who does what.
 */
public final class Replicas {

    /** After what time without a heartbeat a replica counts as silent. */
    public static final Duration SILENT_AFTER = Duration.ofSeconds(15);

    static final Duration BEAT = Duration.ofSeconds(5);

    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    /** A clock is measured only by an answer that came at once: the measure is wrong by half the time that it took. */
    private static final Duration PROMPT = Duration.ofSeconds(1);

    /** Nobody who is told to end waits longer for a statement that comes late. */
    private static final Duration LATEST = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Replicas.class);

    private final Context context;
    private final Self self;
    private final Clock own;
    private final DatabaseClock databaseClock;
    private final ReplicaTable table;
    private final Leases leases;
    private final ReplicaMetrics metrics;
    private final Remarks remarks;
    private final Duration late;
    private final long begun = System.nanoTime();
    private final Promise<Void> ended = Promise.promise();
    private volatile Duration clockOffset = Duration.ZERO;
    private volatile boolean measured;
    private Phase phase = Phase.STARTING;
    private long timer = -1;
    private boolean beating;
    private boolean beatAgain;
    private boolean ending;
    private boolean failing;

    /**
     * All replicas and what they hold, at one moment.
     *
     * @param answering the one that tells
     * @param leases the named ones that somebody holds now
     */
    public record View(Self answering, List<Replica> replicas, List<Leases.Lease> leases) {

        /** The digest of the settings of the one that tells. */
        public String settings() {
            return ReplicaTable.hex(answering.settings());
        }
    }

    /**
     * @param clock the process's own
     * @param timeout how long the database may be silent during a call
     */
    public Replicas(
            Vertx vertx,
            Self self,
            Clock clock,
            Database database,
            Duration timeout,
            Leases leases,
            MeterRegistry registry) {
        context = ((VertxInternal) vertx).createEventLoopContext();
        this.self = self;
        own = clock;
        late = timeout.compareTo(LATEST) < 0 ? timeout : LATEST;
        databaseClock = new DatabaseClock(clock, System::nanoTime);
        this.leases = leases;
        table = new ReplicaTable(database);
        metrics = new ReplicaMetrics(registry);
        remarks = new Remarks(self);
    }

    /**
     * The database's clock, as this process knows it: what goes by it is the same on every replica, whatever their own clocks
     * say, and however they are set meanwhile.
     */
    public Clock databaseClock() {
        return databaseClock;
    }

    /** Sets {@link #databaseClock} by the database; every heartbeat does that again. */
    public Future<Void> setDatabaseClock() {
        return measure().mapEmpty();
    }

    /** Begins to beat. */
    public void start() {
        context.runOnContext(now -> {
            timer = context.owner().setPeriodic(BEAT.toMillis(), tick -> context.runOnContext(it -> beat()));
            beat();
        });
    }

    /** How far this process is from now on. */
    public void phase(Phase now) {
        context.runOnContext(it -> {
            phase = now;
            beat();
        });
    }

    /** Who there is, and who holds what; fails when the database is away. */
    public Future<View> view() {
        return table.all().compose(replicas -> leases.held().map(held -> new View(self, replicas, held)));
    }

    /** The others that are listed, the silent ones too; fails when the database is away. */
    public Future<List<Replica>> others() {
        return table.all()
                .map(listed -> listed.stream()
                        .filter(replica -> !replica.id().equals(self.id()))
                        .toList());
    }

    /**
     * Beats no more; succeeds when this process is no longer listed, or when the database is away: then it is shown as
     * silent. If the last beat failed that takes one of its time limits longer, 3 s at most.
     */
    public Future<Void> stop() {
        context.runOnContext(now -> {
            ending = true;
            context.owner().cancelTimer(timer);
            endIfIdle();
        });
        return ended.future();
    }

    private void beat() {
        if (ending) {
            return;
        } else if (beating) {
            beatAgain = true;
            return;
        }
        beating = true;
        tell().onComplete(told -> context.runOnContext(now -> {
            beating = false;
            if (told.succeeded()) {
                heard();
            } else {
                failed(told.cause());
            }
            endIfIdle();
            if (beatAgain) {
                beatAgain = false;
                beat();
            }
        }));
    }

    private Future<Void> tell() {
        return measure()
                .compose(offset -> table.beat(self, phase, Duration.ofNanos(System.nanoTime() - begun), offset))
                .compose(done -> table.all())
                .compose(replicas -> {
                    metrics.seen(replicas);
                    remarks.seen(replicas);
                    return forgetLongSilent(replicas);
                });
    }

    private Future<Duration> measure() {
        Instant asked = own.instant();
        long begunAsking = System.nanoTime();
        return table.now().map(databases -> {
            Duration took = Duration.ofNanos(System.nanoTime() - begunAsking);
            // The first one counts however long it took: no measure would be worse.
            if (!measured || took.compareTo(PROMPT) <= 0) {
                measured = true;
                databaseClock.measured(databases, begunAsking + took.toNanos() / 2);
                clockOffset = Duration.between(databases, asked.plus(took.dividedBy(2)));
                metrics.clockOffset(clockOffset);
            }
            return clockOffset;
        });
    }

    private Future<Void> forgetLongSilent(List<Replica> replicas) {
        Future<Void> all = Future.succeededFuture();
        for (Replica replica : replicas) {
            if (replica.beatAgo().compareTo(FORGOTTEN_AFTER) > 0) {
                all = all.compose(done -> table.forgetSilent(replica.id(), FORGOTTEN_AFTER));
            }
        }
        return all;
    }

    private void heard() {
        if (failing) {
            failing = false;
            LOG.info("this replica is listed again");
        }
    }

    private void failed(Throwable failure) {
        if (!failing) {
            failing = true;
            metrics.unseen();
            LOG.warn(
                    "this replica cannot tell the others that it lives, and is shown as silent; it goes on working: {}",
                    DatabaseFault.of(failure).description());
        }
    }

    /** Not before the last beat has ended, for that would list it again. */
    private void endIfIdle() {
        if (ending && !beating) {
            beating = true;
            boolean failed = failing;
            table.forget(self.id())
                    .transform(forgotten -> failed ? forgetLateBeat() : Future.succeededFuture())
                    .onComplete(forgotten -> ended.complete());
        }
    }

    /** What was sent and not answered may reach the database later, and would list this one again. */
    private Future<Void> forgetLateBeat() {
        return context.owner().timer(late.toMillis()).compose(later -> table.forget(self.id()));
    }
}
