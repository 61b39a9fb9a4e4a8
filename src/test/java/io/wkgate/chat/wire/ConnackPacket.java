package io.wkgate.chat.wire;

/**
 * The server's answer to a CONNECT.
 *
 * @param serverVersion the protocol that both speak from here on
 * @param salt the initialisation vector of everything encrypted
 */
public record ConnackPacket(
        int serverVersion, long timeDifference, int reason, String serverKey, String salt, long nodeId) {
    public static final int SUCCESS = 1;

    /** @param asked the version that the client named, which is spoken when the server does not name one */
    public static ConnackPacket read(Frame frame, int asked) {
        FieldReader fields = new FieldReader(frame.body());
        int version = frame.has(Frame.HAS_SERVER_VERSION) ? fields.octet() : asked;
        return new ConnackPacket(
                version,
                fields.longNumber(),
                fields.octet(),
                fields.text(),
                fields.text(),
                version >= ProtocolVersion.WITH_NODE ? fields.longNumber() : 0);
    }

    /** @param asked the version that the client named: old clients do not expect to be told the server's */
    public Frame frame(int asked) {
        boolean told = asked >= ProtocolVersion.TOLD_TO_CLIENTS;
        FieldWriter fields = new FieldWriter();
        if (told) {
            fields.octet(serverVersion);
        }
        fields.longNumber(timeDifference).octet(reason).text(serverKey).text(salt);
        if (serverVersion >= ProtocolVersion.WITH_NODE) {
            fields.longNumber(nodeId);
        }
        return fields.frame(FrameType.CONNACK, told ? Frame.HAS_SERVER_VERSION : 0);
    }
}
