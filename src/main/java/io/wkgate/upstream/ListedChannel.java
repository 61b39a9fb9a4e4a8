package io.wkgate.upstream;

import io.wkgate.event.ChannelKey;

/**
 * A channel that upstream lists.
 *
 * @param newestSeq its newest number; 0 where the list does not tell
 */
public record ListedChannel(ChannelKey channel, long newestSeq) {}
