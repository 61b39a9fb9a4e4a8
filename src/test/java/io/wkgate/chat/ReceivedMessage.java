package io.wkgate.chat;

import io.wkgate.chat.wire.Frame;
import io.wkgate.chat.wire.RecvPacket;
import java.nio.charset.StandardCharsets;

/** A message as a client received it, decrypted. */
public record ReceivedMessage(
        long messageId,
        long messageSeq,
        String clientMsgNo,
        String channelId,
        int channelType,
        String fromUid,
        boolean noPersist,
        boolean redDot,
        boolean syncOnce,
        int timestamp,
        int setting,
        byte[] payload) {

    static ReceivedMessage of(RecvPacket packet, byte[] payload) {
        return new ReceivedMessage(
                packet.messageId(),
                packet.messageSeq(),
                packet.clientMsgNo(),
                packet.channelId(),
                packet.channelType(),
                packet.fromUid(),
                (packet.flags() & Frame.NO_PERSIST) != 0,
                (packet.flags() & Frame.RED_DOT) != 0,
                (packet.flags() & Frame.SYNC_ONCE) != 0,
                packet.timestamp(),
                packet.setting(),
                payload);
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
