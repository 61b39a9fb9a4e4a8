package io.wkgate.chat.wire;

/** One side ends the connection, and does not want it back. */
public record DisconnectPacket(int reasonCode, String reason) {
    /** Another device of the same kind took the place. */
    public static final int KICKED = 12;

    public static DisconnectPacket read(Frame frame) {
        FieldReader fields = new FieldReader(frame.body());
        return new DisconnectPacket(fields.octet(), fields.text());
    }

    public Frame frame() {
        return new FieldWriter().octet(reasonCode).text(reason).frame(FrameType.DISCONNECT, 0);
    }
}
