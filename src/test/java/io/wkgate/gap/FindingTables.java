package io.wkgate.gap;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Where a scene of finding keeps what came: in memory, or in a database. Its time goes only when it is told to. */
interface FindingTables {

    /** How long a number may come late. */
    Duration GRACE = Duration.ofMinutes(10);

    record Open(long id, ChannelKey channel, SeqRun run, GapReason reason, Optional<Instant> floor) {}

    /** All that is there is so much longer ago. */
    void pass(Duration duration);

    /** One commit's numbers, which were written so long ago and can be seen from now on. */
    long arrive(Arrival arrival, Duration ago);

    /** Merges some, as one finder; how it ends may be lost, and others may try at the same time. */
    void round(int limit, Ending ending);

    Compared newest(ChannelKey channel, long seq, OptionalLong messageId);

    List<Open> open();

    /** Ids of what waits to be merged. */
    Set<Long> waiting();

    void repaired(long gap);

    /** How a round ends. */
    enum Ending {
        WELL,
        /** The process dies before the commit. */
        NOT_COMMITTED,
        /** Two do it at once. */
        TWICE
    }
}
