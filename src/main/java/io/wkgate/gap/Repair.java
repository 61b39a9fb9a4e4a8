package io.wkgate.gap;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.GapSettings;
import io.wkgate.intake.RelayPlan;
import io.wkgate.store.Database;
import io.wkgate.store.DatabaseAbsence;
import io.wkgate.store.GroupMembers;
import io.wkgate.store.MessageReader;
import io.wkgate.store.MessageStore;
import io.wkgate.upstream.UpstreamLog;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts that pull back what is missing, put together. */
final class Repair {

    private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

    private final Vertx vertx;
    private final boolean configured;
    private final NodePace pace;
    private final ChannelReaders readers;
    private final RepairWorker worker;
    private final GapHousekeeping housekeeping;

    /**
     * @param configured whether there is any upstream to ask; without one the gaps wait
     * @param relay what is to be relayed of what is brought back
     */
    Repair(
            Vertx vertx,
            GapSettings settings,
            Database database,
            MessageStore store,
            MessageReader reader,
            GroupMembers groupMembers,
            boolean configured,
            UpstreamLog log,
            RelayPlan relay,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.configured = configured;
        pace = new NodePace(vertx, settings.rate());
        readers = new SeenReaders(log, groupMembers, reader);
        GapQueue queue = new GapQueue(database, settings.lease());
        GapMetrics metrics = new GapMetrics(registry);
        UpstreamAbsence absence = new UpstreamAbsence();
        RepairRound round = new RepairRound(
                settings, log, readers, pace, new PageStore(store, reader, relay), queue, metrics, absence);
        worker = new RepairWorker(vertx, settings, queue, round, absence, new DatabaseAbsence("repairs"));
        housekeeping = new GapHousekeeping(settings.keepRepairedFor(), database, queue, metrics);
    }

    /** Begins to repair what is due. */
    void start() {
        housekeeping.start(vertx);
        if (configured) {
            worker.start();
        } else {
            LOG.info("missing messages are noted and not pulled back: no upstream.urls are set");
        }
    }

    /** There are new gaps; callable from any thread. */
    void wake() {
        if (configured) {
            worker.wake();
        }
    }

    /** Takes nothing new and ends what is under way behind its page; what is not ended in time is somebody's after its lease. */
    Future<Void> drain(Duration limit) {
        housekeeping.stop(vertx);
        return worker.stop().timeout(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
    }

    /** How fast upstream may be asked, by whoever asks it for gaps. */
    Pace pace() {
        return pace;
    }

    /** As whom channels may be read. */
    ChannelReaders readers() {
        return readers;
    }

    /** What is done now and then. */
    GapHousekeeping housekeeping() {
        return housekeeping;
    }
}
