package io.wkgate.gap;

import io.wkgate.event.ChannelKey;
import java.time.Instant;

/**
 * What is kept of a channel: every number from the first to the last is stored or in a gap; what is before is history.
 *
 * @param lastMessageId of the last number; 0 while it is not known
 * @param sinceMessageId the last message before the channel began anew, 0 if it never did: numbers of messages up to it are
 *     of the former counting
 * @param seenAt when a number of it last came, to the minute, so that its index is not written for every message
 */
record ChannelRow(
        ChannelKey channel, long firstSeq, long lastSeq, long lastMessageId, long sinceMessageId, Instant seenAt) {

    KnownChannel known() {
        return new KnownChannel(channel, firstSeq, lastSeq, lastMessageId, seenAt);
    }
}
