package io.wkgate.gap;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.GapSettings;
import io.wkgate.intake.Losses;
import io.wkgate.intake.RelayPlan;
import io.wkgate.store.Database;
import io.wkgate.store.GroupMembers;
import io.wkgate.store.MessageReader;
import io.wkgate.store.MessageStore;
import io.wkgate.upstream.Upstream;
import io.wkgate.upstream.UpstreamWatch;
import java.time.Clock;
import java.time.Duration;

/** The parts of gap repair, put together. */
public final class Gaps {

    /**
     * @param members who is in a group, as far as this database knows
     * @param relay what is to be relayed of what is brought back
     */
    public Gaps(
            Vertx vertx,
            GapSettings settings,
            Clock clock,
            Database database,
            MessageStore store,
            MessageReader reader,
            GroupMembers members,
            Upstream upstream,
            UpstreamWatch watch,
            RelayPlan relay,
            MeterRegistry registry) {
        throw new UnsupportedOperationException();
    }

    /** What intake tells when upstream may have dropped something. */
    public Losses losses() {
        throw new UnsupportedOperationException();
    }

    /** Begins to find and to repair. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Takes nothing new and finishes what is under way; what is not finished in time is somebody's after its lease. */
    public Future<Void> drain(Duration limit) {
        throw new UnsupportedOperationException();
    }

    /** Where operators ask. */
    public GapDesk desk() {
        throw new UnsupportedOperationException();
    }

    /** The desk without the workers, until they are there. */
    public static GapDesk deskAlone(Database database, Clock clock) {
        return new Desk(database, clock, () -> {}, () -> {});
    }
}
