package io.wkgate.chat.wire;

/** A client introduces itself. */
public record ConnectPacket(
        int version,
        int deviceFlag,
        String deviceId,
        String uid,
        String token,
        long clientTimestamp,
        String clientKey) {

    public static ConnectPacket read(Frame frame) {
        FieldReader fields = new FieldReader(frame.body());
        return new ConnectPacket(
                fields.octet(),
                fields.octet(),
                fields.text(),
                fields.text(),
                fields.text(),
                fields.longNumber(),
                fields.text());
    }

    public Frame frame() {
        return new FieldWriter()
                .octet(version)
                .octet(deviceFlag)
                .text(deviceId)
                .text(uid)
                .text(token)
                .longNumber(clientTimestamp)
                .text(clientKey)
                .frame(FrameType.CONNECT, 0);
    }
}
