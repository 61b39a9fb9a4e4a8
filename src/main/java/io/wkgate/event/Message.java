package io.wkgate.event;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * One entry of a msg.notify, in wkgate's own terms.
 *
 * @param messageId upstream's snowflake, unique over all channels
 * @param messageSeq its number in its channel; 0 where upstream gives none
 * @param clientMsgNo the sender's own number; not unique, for a send that is tried again may be stored twice
 * @param fromUid the sender, empty for the system
 * @param setting upstream's bit set
 * @param expire seconds after which it is gone, 0 for never
 * @param timestamp seconds since 1970
 * @param payload any bytes, not always JSON
 */
public record Message(
        long messageId,
        long messageSeq,
        String clientMsgNo,
        String fromUid,
        ChannelKey channel,
        Header header,
        int setting,
        long expire,
        long timestamp,
        Buffer payload) {

    /** 2010-11-04T01:42:54.657Z, from which the snowflakes of every version count (upstream.md). */
    private static final long SNOWFLAKE_EPOCH_MILLIS = 1_288_834_974_657L;

    public MessageSort sort() {
        return MessageSort.of(header);
    }

    /**
     * Whether its number is one of those by which a channel's messages are counted: each of them once, from 1 on, without a
     * hole. A command that stands in the channel itself has such a number too (v2, from a client); what has none, and what
     * stands in a channel of commands or in nobody's, has not.
     */
    public boolean numbered() {
        return messageSeq > 0
                && sort() != MessageSort.TRANSIENT
                && !channel.id().isEmpty()
                && !channel.unresolved()
                && !channel.ofCommands();
    }

    /** When upstream made the id, to the millisecond. */
    public Instant idTime() {
        return idTime(messageId);
    }

    /** When upstream made an id, to the millisecond. */
    public static Instant idTime(long messageId) {
        return Instant.ofEpochMilli((messageId >> 22) + SNOWFLAKE_EPOCH_MILLIS);
    }

    /** The smallest message_id that a message made at that time or later may have. */
    public static long firstId(Instant time) {
        return Math.max(0, time.toEpochMilli() - SNOWFLAKE_EPOCH_MILLIS) << 22;
    }
}
