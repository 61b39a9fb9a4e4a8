package io.wkgate.gap;

import io.wkgate.event.ChannelKey;
import java.time.Instant;

/**
 * What is known of a channel: every number from the first to the last is stored or in a gap.
 *
 * @param lastMessageId of the last number; 0 while it is not known
 * @param seenAt when a number of it last came, to the minute
 */
record KnownChannel(ChannelKey channel, long firstSeq, long lastSeq, long lastMessageId, Instant seenAt) {}
