package io.wkgate.gap;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.wkgate.intake.DatabaseWatch;
import io.wkgate.intake.Losses;
import io.wkgate.replica.Replica;
import io.wkgate.store.Database;
import io.wkgate.store.Leases;
import io.wkgate.upstream.UpstreamLog;
import io.wkgate.upstream.UpstreamWatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has channels compared with upstream after an outage: once it is over and nothing has gone wrong for the grace period, one
 * sweep is added for it, by one of the replicas.
 */
final class OutageWatch implements Losses {

    private static final Logger LOG = LoggerFactory.getLogger(OutageWatch.class);

    static final long PERIOD_MILLIS = 1000;

    /** Every so many periods upstream's nodes are asked how they fare. */
    static final int RARELY = 10;

    /** While another replica runs, the last beat is not older; and WuKongIM 3 gives a message up in an instant. */
    private static final Duration SHORT_STOP = Duration.ofMillis(1500);

    /** Between two beats of a gateway that runs. */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(5);

    /** Asked for again every {@link #RARELY} periods. */
    static final Duration LEAD = Duration.ofSeconds(15);

    /** For so long a replica keeps in mind what another one is to see to, in case that one dies. */
    private static final Duration OTHERS_CARE = Duration.ofMinutes(5);

    private final Context context;
    private final Clock clock;
    private final Duration grace;
    private final Parts parts;
    private final AtomicBoolean notifyCame = new AtomicBoolean();
    private final Promise<Void> idle = Promise.promise();
    private long timer = -1;
    private final AtomicBoolean looking = new AtomicBoolean();
    private boolean first = true;
    private boolean noneWasRunning;
    private volatile boolean leading;
    private int ticks;
    private boolean busy;
    private boolean stopped;

    /**
     * What it works with.
     *
     * @param databaseAway why the database counts as away
     * @param missed whether upstream has what it told nobody of
     * @param leads whether this replica sees to what every replica knows of
     * @param added told when a sweep was added
     */
    record Parts(
            Trouble trouble,
            Silence silence,
            Pulse pulse,
            SilentReplicas silentReplicas,
            OwnSweeps sweeps,
            Supplier<Optional<String>> databaseAway,
            UpstreamNodes nodes,
            UpstreamSigns signs,
            Supplier<Future<Boolean>> missed,
            Supplier<Future<Boolean>> leads,
            Runnable added) {}

    /**
     * @param leases for what one replica sees to
     * @param others the other replicas, as they are listed
     * @param added told when a sweep was added
     */
    static OutageWatch of(
            Vertx vertx,
            Clock clock,
            Duration grace,
            Database database,
            DatabaseWatch databaseWatch,
            Leases leases,
            Supplier<Future<List<Replica>>> others,
            UpstreamLog log,
            UpstreamWatch upstreamWatch,
            RecentChannels recent,
            Runnable added) {
        Trouble trouble = new Trouble();
        Silence silence = new Silence(clock);
        OwnSweeps sweeps = new OwnSweeps(database);
        UpstreamNodes nodes = UpstreamNodes.of(upstreamWatch);
        UpstreamSigns signs = new UpstreamSigns(clock, log, nodes, trouble);
        upstreamWatch.listen(signs);
        return new OutageWatch(
                vertx,
                clock,
                grace,
                new Parts(
                        trouble,
                        silence,
                        new Pulse(database),
                        new SilentReplicas(clock, database, others, trouble),
                        sweeps,
                        databaseWatch::away,
                        nodes,
                        signs,
                        recent::missSomething,
                        () -> leases.takeOrKeep("outages", LEAD),
                        added));
    }

    OutageWatch(Vertx vertx, Clock clock, Duration grace, Parts parts) {
        context = ((VertxInternal) vertx).createEventLoopContext();
        this.clock = clock;
        this.grace = grace;
        this.parts = parts;
    }

    @Override
    public void mayHaveLost(String reason) {
        parts.trouble().add(reason, clock.instant());
    }

    @Override
    public void notifyCame() {
        notifyCame.set(true);
    }

    /** For how long upstream has told of no message although it has some, 0 if that is not known. */
    long missedForSeconds() {
        return parts.silence().missedForSeconds();
    }

    void start() {
        timer = context.owner().setPeriodic(PERIOD_MILLIS, tick -> wake());
        wake();
    }

    private void wake() {
        context.runOnContext(now -> {
            if (stopped || busy) {
                return;
            }
            busy = true;
            tick().onComplete(done -> context.runOnContext(then -> {
                busy = false;
                if (done.failed()) {
                    LOG.debug("outages are looked for later: {}", done.cause().toString());
                }
                idleIfDone();
            }));
        });
    }

    /** Ends; succeeds when nothing is under way. */
    Future<Void> stop() {
        context.owner().cancelTimer(timer);
        context.runOnContext(now -> {
            stopped = true;
            idleIfDone();
        });
        return idle.future();
    }

    private void idleIfDone() {
        if (stopped && !busy) {
            idle.tryComplete();
        }
    }

    /** Looks once, and adds a sweep if one is due. Fails when the database is away. */
    Future<Void> tick() {
        parts.databaseAway().get().ifPresent(reason -> parts.trouble().add("the database was away", clock.instant()));
        boolean came = notifyCame.getAndSet(false);
        return parts.pulse()
                .beat(came)
                .onSuccess(this::beaten)
                .compose(beaten -> noneWasRunning ? noneWasRunning() : Future.succeededFuture())
                .compose(noted -> ticks++ % RARELY == 0 ? rarely() : Future.succeededFuture())
                .compose(looked -> over())
                .onFailure(away -> parts.silentReplicas().unheard());
    }

    private Future<Void> noneWasRunning() {
        return parts.silentReplicas().noneWasRunning().onSuccess(noted -> noneWasRunning = false);
    }

    private Future<Void> rarely() {
        // A node that hangs must not hold up the pulse.
        if (looking.compareAndSet(false, true)) {
            look().onComplete(done -> looking.set(false));
        }
        return parts.leads()
                .get()
                .onSuccess(it -> leading = it)
                .compose(it -> parts.silentReplicas().look(it));
    }

    /** Asks upstream's nodes how they fare, and after a long silence whether they have what they told nobody of. */
    Future<Void> look() {
        return parts.signs()
                .look()
                .compose(looked -> leading && parts.silence().due()
                        ? parts.missed()
                                .get()
                                .onSuccess(
                                        missed -> parts.silence().looked(missed).ifPresent(parts.trouble()::add))
                                .<Void>mapEmpty()
                        : Future.succeededFuture());
    }

    private void beaten(Pulse.Before before) {
        Instant now = clock.instant();
        before.notified()
                .flatMap(ago -> parts.silence().came(now.minus(ago)))
                .ifPresent(since -> parts.trouble()
                        .add(new Trouble.Outage("WuKongIM told of no message for a while", since, now, true)));
        Duration shortTime = first ? SHORT_STOP : SHORT_PAUSE;
        before.beat().filter(ago -> ago.compareTo(shortTime) > 0).ifPresent(ago -> nobodyBeat(now, ago));
        first = false;
    }

    private void nobodyBeat(Instant now, Duration ago) {
        String reason = first ? "no gateway was running" : "the database was away, or no gateway had time";
        parts.trouble().add(new Trouble.Outage(reason + " for " + ago.toSeconds() + " s", now.minus(ago), now, false));
        parts.silentReplicas().unheard();
        noneWasRunning |= first;
    }

    private Future<Void> over() {
        boolean upstreamAway =
                parts.nodes().configured() && parts.nodes().answering().isEmpty();
        if (upstreamAway || parts.databaseAway().get().isPresent()) {
            return Future.succeededFuture();
        }
        Optional<Trouble.Outage> over = parts.trouble().over(clock.instant(), grace);
        if (over.isEmpty()) {
            return Future.succeededFuture();
        }
        Trouble.Outage outage = over.get();
        if (outage.everyGatewaySeesIt() && !leading) {
            if (clock.instant().isBefore(outage.end().plus(OTHERS_CARE))) {
                parts.trouble().add(outage);
            }
            return Future.succeededFuture();
        }
        return add(outage)
                .onFailure(failure -> parts.trouble().add(outage))
                .compose(added -> parts.silentReplicas().sweepAdded());
    }

    private Future<Void> add(Trouble.Outage outage) {
        Instant now = clock.instant();
        return parts.sweeps()
                .outage(outage.reason(), Duration.between(outage.begin(), now), Duration.between(outage.end(), now))
                .onSuccess(added -> added.ifPresent(id -> {
                    LOG.info(
                            "channels are compared with WuKongIM after an outage, by sweep {}: {}",
                            id,
                            outage.reason());
                    parts.added().run();
                }))
                .mapEmpty();
    }
}
