package io.wkgate.gap;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.GapSettings;
import io.wkgate.intake.DatabaseWatch;
import io.wkgate.intake.Losses;
import io.wkgate.intake.RelayPlan;
import io.wkgate.replica.Replicas;
import io.wkgate.store.Database;
import io.wkgate.store.GroupMembers;
import io.wkgate.store.Leases;
import io.wkgate.store.MessageReader;
import io.wkgate.store.MessageStore;
import io.wkgate.upstream.Upstream;
import io.wkgate.upstream.UpstreamLog;
import io.wkgate.upstream.UpstreamWatch;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The parts of gap repair, put together. */
public final class Gaps {

    private final boolean finds;
    private final Finder finder;
    private final Repair repair;
    private final Sweeps sweeps;
    private final GapDesk desk;

    /**
     * @param leases of this process
     * @param replicas who else there is: what one of them missed when it died is found
     * @param members who is in a group, as far as this database knows
     * @param relay what is to be relayed of what is brought back
     */
    public Gaps(
            Vertx vertx,
            GapSettings settings,
            Clock clock,
            Database database,
            Leases leases,
            Replicas replicas,
            DatabaseWatch databaseWatch,
            MessageStore store,
            MessageReader reader,
            GroupMembers members,
            Upstream upstream,
            UpstreamWatch upstreamWatch,
            RelayPlan relay,
            MeterRegistry registry) {
        finds = settings.find();
        UpstreamLog log = upstream.log();
        repair = new Repair(
                vertx, settings, database, store, reader, members, upstream.configured(), log, relay, registry);
        finder = new Finder(vertx, settings, database, leases, registry, repair::wake);
        sweeps = new Sweeps(
                vertx,
                settings,
                clock,
                database,
                databaseWatch,
                leases,
                replicas::others,
                new ChannelLedger(database, settings.grace()),
                log,
                upstreamWatch,
                repair.readers(),
                repair.pace(),
                registry);
        desk = new Desk(database, clock, repair::wake, sweeps::wake);
    }

    /** What intake tells when upstream may have dropped something. */
    public Losses losses() {
        return finds ? sweeps.losses() : Losses.NONE;
    }

    /** Begins to find and to repair; where nothing is to be found, only what was found before is repaired. */
    public void start() {
        if (finds) {
            finder.start();
        }
        repair.start();
        sweeps.start();
    }

    /** Takes nothing new and finishes what is under way; what is not finished in time is somebody's after its lease. */
    public Future<Void> drain(Duration limit) {
        Future<Void> found = finds ? finder.stop() : Future.succeededFuture();
        return Future.join(found, repair.drain(limit), sweeps.stop())
                .<Void>mapEmpty()
                .timeout(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
    }

    /** Where operators ask. */
    public GapDesk desk() {
        return desk;
    }
}
