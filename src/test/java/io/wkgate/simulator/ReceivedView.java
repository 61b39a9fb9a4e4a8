package io.wkgate.simulator;

import io.wkgate.chat.wire.Frame;
import io.wkgate.chat.wire.RecvPacket;

/**
 * How a message looks to the clients of one version; setting and topic of a send over the API reach nobody.
 *
 * @param protocolVersion the newest that the server speaks
 */
record ReceivedView(Profile profile, int protocolVersion) {

    /** The message as one user's devices receive it. */
    RecvPacket packet(StoredMessage message, String uid) {
        String fromUid = sender(message);
        return new RecvPacket(
                profile.line() == Line.THREE ? 0 : flags(message.header(), uid.equals(fromUid)),
                0,
                "",
                fromUid,
                profile.line() == Line.THREE ? channelOnThree(message, uid) : channelBeforeThree(message, uid, fromUid),
                message.channelType(),
                0,
                message.clientMsgNo(),
                message.messageId(),
                message.messageSeq(),
                message.timestamp(),
                "",
                message.payload());
    }

    private static int flags(Header header, boolean own) {
        return (header.noPersist() ? Frame.NO_PERSIST : 0)
                | (header.redDot() && !own ? Frame.RED_DOT : 0)
                | (header.syncOnce() ? Frame.SYNC_ONCE : 0);
    }

    private String sender(StoredMessage message) {
        boolean hidden = profile.line() == Line.TWO
                && message.fromUid().equals(ChannelIds.SYSTEM)
                && (message.channelType() == ChannelIds.PERSON || !profile.has(Trait.SHOWS_SYSTEM_IN_GROUPS));
        return hidden ? "" : message.fromUid();
    }

    private String channelBeforeThree(StoredMessage message, String uid, String fromUid) {
        if (message.channelType() == ChannelIds.PERSON) {
            return message.sentTo().equals(uid) ? fromUid : message.sentTo();
        }
        return profile.has(Trait.OFFLINE_NAMES_PLAIN_TEMPORARY_CHANNEL)
                ? ChannelIds.withoutCommand(message.sentTo())
                : message.sentTo();
    }

    /** The other part of the joined id, which in a command channel still has its suffix. */
    private static String channelOnThree(StoredMessage message, String uid) {
        if (message.channelType() != ChannelIds.PERSON) {
            return message.channelId();
        }
        int at = message.channelId().indexOf('@');
        String first = message.channelId().substring(0, at);
        return first.equals(uid) ? message.channelId().substring(at + 1) : first;
    }
}
