package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where operators ask. Futures fail when the database is away. */
public interface GapDesk {

    Future<GapSummary> summary();

    /**
     * Gaps, the newest first.
     *
     * @param state only those
     * @param channel only those of it
     * @param before only those with a smaller id
     */
    Future<List<GapView>> gaps(Optional<GapState> state, Optional<ChannelKey> channel, OptionalLong before, int limit);

    Future<Optional<GapView>> gap(long id);

    /** Opens one that is absent or unreadable again; false if it is neither, or not there. */
    Future<Boolean> askAgain(long gap);

    /**
     * Begins a sweep.
     *
     * @param reason who wants it, at most 500 characters
     * @return its id
     */
    Future<Long> order(SweepOrder order, String reason);

    /** Sweeps, the newest first. */
    Future<List<SweepView>> sweeps(OptionalLong before, int limit);

    Future<Optional<SweepView>> sweep(long id);

    /** Walks no further; the gaps that it opened stay. False if it is over, or not there. */
    Future<Boolean> cancel(long sweep);
}
