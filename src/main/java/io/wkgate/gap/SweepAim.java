package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.upstream.KnownNode;

/** What a sweep does with a channel. */
interface SweepAim {

    /** With one that is known. */
    Future<SweepTally> known(KnownNode node, KnownChannel channel);

    /**
     * With one that is not known yet.
     *
     * @param newestSeq as upstream told it; 0 where it did not
     */
    Future<SweepTally> found(KnownNode node, ChannelKey channel, long newestSeq);
}
