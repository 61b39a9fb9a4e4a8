package io.wkgate.chat.wire;

import java.nio.charset.StandardCharsets;

/**
 * A message on its way to a client.
 *
 * @param flags {@link Frame#NO_PERSIST} and so on
 * @param messageKey proves that nobody changed the message
 * @param payload as it is on the wire, that is encrypted unless the setting says otherwise
 */
public record RecvPacket(
        int flags,
        int setting,
        String messageKey,
        String fromUid,
        String channelId,
        int channelType,
        long expire,
        String clientMsgNo,
        long messageId,
        long messageSeq,
        int timestamp,
        String topic,
        byte[] payload) {
    private static final int SETTING_STREAM = 1 << 1;
    private static final int SETTING_TOPIC = 1 << 3;
    private static final int SETTING_NOT_ENCRYPTED = 1 << 4;

    public static RecvPacket read(Frame frame, int version) {
        FieldReader fields = new FieldReader(frame.body());
        int setting = fields.octet();
        String messageKey = fields.text();
        String fromUid = fields.text();
        String channelId = fields.text();
        int channelType = fields.octet();
        long expire = version >= ProtocolVersion.WITH_EXPIRE ? fields.unsigned() : 0;
        String clientMsgNo = fields.text();
        if (version < ProtocolVersion.WITHOUT_STREAMS && (setting & SETTING_STREAM) != 0) {
            fields.octet();
            fields.text();
            fields.longNumber();
        }
        return new RecvPacket(
                frame.flags(),
                setting,
                messageKey,
                fromUid,
                channelId,
                channelType,
                expire,
                clientMsgNo,
                fields.longNumber(),
                fields.unsigned(),
                fields.number(),
                (setting & SETTING_TOPIC) != 0 ? fields.text() : "",
                fields.rest());
    }

    public boolean encrypted() {
        return (setting & SETTING_NOT_ENCRYPTED) == 0;
    }

    public Frame frame(int version) {
        FieldWriter fields = new FieldWriter()
                .octet(setting)
                .text(messageKey)
                .text(fromUid)
                .text(channelId)
                .octet(channelType);
        if (version >= ProtocolVersion.WITH_EXPIRE) {
            fields.number(expire);
        }
        fields.text(clientMsgNo);
        if (version < ProtocolVersion.WITHOUT_STREAMS && (setting & SETTING_STREAM) != 0) {
            fields.octet(0).text("").longNumber(0);
        }
        fields.longNumber(messageId).number(messageSeq).number(timestamp);
        if ((setting & SETTING_TOPIC) != 0) {
            fields.text(topic);
        }
        return fields.rest(payload).frame(FrameType.RECV, flags);
    }

    /** This message with its payload encrypted and its key computed, for one client's session. */
    public RecvPacket sealed(SessionCipher cipher) {
        RecvPacket encrypted = with("", cipher.encrypt(payload).getBytes(StandardCharsets.UTF_8));
        return encrypted.with(cipher.messageKey(encrypted.signedText()), encrypted.payload);
    }

    /** The payload in the clear; fails when the message was changed on its way. */
    public byte[] opened(SessionCipher cipher) {
        if (!encrypted()) {
            return payload;
        }
        if (!cipher.messageKey(signedText()).equals(messageKey)) {
            throw new IllegalStateException("the key of message " + messageId + " is not that of its content");
        }
        return cipher.decrypt(new String(payload, StandardCharsets.UTF_8));
    }

    private String signedText() {
        return messageId
                + Long.toString(messageSeq)
                + clientMsgNo
                + timestamp
                + fromUid
                + channelId
                + channelType
                + new String(payload, StandardCharsets.UTF_8);
    }

    private RecvPacket with(String key, byte[] content) {
        return new RecvPacket(
                flags,
                setting,
                key,
                fromUid,
                channelId,
                channelType,
                expire,
                clientMsgNo,
                messageId,
                messageSeq,
                timestamp,
                topic,
                content);
    }
}
