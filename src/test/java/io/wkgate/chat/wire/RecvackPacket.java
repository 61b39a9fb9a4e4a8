package io.wkgate.chat.wire;

/** A client has taken a message; without it the server sends it again. */
public record RecvackPacket(long messageId, long messageSeq) {

    public static RecvackPacket read(Frame frame) {
        FieldReader fields = new FieldReader(frame.body());
        return new RecvackPacket(fields.longNumber(), fields.unsigned());
    }

    /** @param flags those of the message, by which some servers find what is acknowledged */
    public Frame frame(int flags) {
        return new FieldWriter().longNumber(messageId).number(messageSeq).frame(FrameType.RECVACK, flags);
    }
}
