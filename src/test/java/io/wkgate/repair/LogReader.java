package io.wkgate.repair;

import io.wkgate.outage.TestUpstream;
import java.util.List;

/** Reads upstream's own log of a channel, to its end. Knows nothing of how wkgate reads it. */
interface LogReader {

    List<LoggedMessage> read(Room room) throws Exception;

    /** By a member, upwards (v1, v2), or by the manager listener, which shows everything and its time (v3). */
    static LogReader of(TestUpstream upstream) {
        return upstream.manager().isPresent()
                ? new ManagedLog(upstream.manager().get())
                : new SyncedLog(upstream.api());
    }
}
