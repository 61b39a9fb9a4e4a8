package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.upstream.KnownNode;
import java.util.List;

/** Who may read a channel, as far as anybody tells. */
interface ChannelReaders {

    /**
     * The users as whom a channel's log may be read, the most promising first: those who were in it before a number, then
     * the others; those of a person channel are known from its key. Never fails.
     *
     * @param seq the lowest number that is wanted
     */
    Future<List<String>> of(KnownNode node, ChannelKey channel, long seq);
}
