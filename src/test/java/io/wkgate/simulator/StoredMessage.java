package io.wkgate.simulator;

import java.util.Base64;

/**
 * A message as the simulated server keeps it.
 *
 * @param messageSeq its number in its channel, 0 when it is not kept
 * @param fromUid the sender, {@code ____system} where v2 puts it for an empty one
 * @param channelId the channel in upstream's own log: joined id, {@code ____cmd}, …
 * @param sentTo the channel_id of the request, which is what msg.offline shows
 * @param timestamp seconds
 */
public record StoredMessage(
        long messageId,
        long messageSeq,
        String clientMsgNo,
        String fromUid,
        String channelId,
        int channelType,
        String sentTo,
        Header header,
        int setting,
        String topic,
        long expire,
        int timestamp,
        byte[] payload) {

    public ChannelKey channel() {
        return new ChannelKey(channelId, channelType);
    }

    StoredMessage withSeq(long seq) {
        return new StoredMessage(
                messageId,
                seq,
                clientMsgNo,
                fromUid,
                channelId,
                channelType,
                sentTo,
                header,
                setting,
                topic,
                expire,
                timestamp,
                payload);
    }

    /** The same message as a member sees it under another channel_id. */
    StoredMessage shownAs(String shownChannel) {
        return new StoredMessage(
                messageId,
                messageSeq,
                clientMsgNo,
                fromUid,
                channelId,
                channelType,
                shownChannel,
                header,
                setting,
                topic,
                expire,
                timestamp,
                payload);
    }

    StoredMessage withHeader(Header other) {
        return new StoredMessage(
                messageId,
                messageSeq,
                clientMsgNo,
                fromUid,
                channelId,
                channelType,
                sentTo,
                other,
                setting,
                topic,
                expire,
                timestamp,
                payload);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(payload);
    }
}
