package io.wkgate.gap;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.GapSettings;
import io.wkgate.intake.DatabaseWatch;
import io.wkgate.intake.Losses;
import io.wkgate.replica.Replica;
import io.wkgate.store.Database;
import io.wkgate.store.Leases;
import io.wkgate.upstream.UpstreamLog;
import io.wkgate.upstream.UpstreamWatch;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Everything that walks through channels, put together. */
final class Sweeps {

    private final Vertx vertx;
    private final boolean finds;
    private final SweepRunner runner;
    private final SweepHousekeeping housekeeping;
    private final OutageWatch outages;
    private final DailySweep daily;

    Sweeps(
            Vertx vertx,
            GapSettings settings,
            Clock clock,
            Database database,
            DatabaseWatch databaseWatch,
            Leases leases,
            Supplier<Future<List<Replica>>> otherReplicas,
            SweepLedger ledger,
            UpstreamLog log,
            UpstreamWatch upstreamWatch,
            ChannelReaders readers,
            Pace pace,
            MeterRegistry registry) {
        this.vertx = vertx;
        finds = settings.find();
        SweepMetrics metrics = new SweepMetrics(registry);
        PacedLog paced = new PacedLog(log, pace, readers);
        runner = new SweepRunner(vertx, settings, database, ledger, paced, metrics);
        housekeeping = new SweepHousekeeping(database, settings.keepRepairedFor(), metrics);
        outages = OutageWatch.of(
                vertx,
                clock,
                settings.grace(),
                database,
                databaseWatch,
                leases,
                otherReplicas,
                log,
                upstreamWatch,
                new RecentChannels(database, ledger, paced),
                runner::wake);
        metrics.silence(outages::missedForSeconds);
        daily = new DailySweep(new OwnSweeps(database), settings.compareEvery(), runner::wake);
    }

    /** What intake tells. */
    Losses losses() {
        return outages;
    }

    /** Where nothing is to be found, only what operators order is walked. */
    void start() {
        if (finds) {
            outages.start();
            daily.start(vertx);
        }
        runner.start();
        housekeeping.start(vertx);
    }

    /** A sweep was ordered; it begins at once and not a moment later. */
    void wake() {
        runner.wake();
    }

    /** Takes nothing new; succeeds when what is under way is given back. */
    Future<Void> stop() {
        housekeeping.stop(vertx);
        daily.stop(vertx);
        return Future.join(outages.stop(), runner.stop()).mapEmpty();
    }
}
