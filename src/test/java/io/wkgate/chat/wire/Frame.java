package io.wkgate.chat.wire;

import io.vertx.core.buffer.Buffer;

/**
 * One frame of WuKongIM's binary protocol.
 *
 * @param flags the lower half of the first byte; what it means depends on the type
 */
public record Frame(FrameType type, int flags, Buffer body) {
    public static final int NO_PERSIST = 1;
    public static final int RED_DOT = 1 << 1;
    public static final int SYNC_ONCE = 1 << 2;
    public static final int DUPLICATE = 1 << 3;

    /** In a CONNACK the first flag says that the server's protocol version leads its body. */
    static final int HAS_SERVER_VERSION = 1;

    public static Frame ping() {
        return new Frame(FrameType.PING, 0, Buffer.buffer());
    }

    public static Frame pong() {
        return new Frame(FrameType.PONG, 0, Buffer.buffer());
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    public Buffer encode() {
        Buffer bytes = Buffer.buffer(body.length() + 5).appendByte((byte) (type.ordinal() << 4 | flags));
        if (!type.hasLength()) {
            return bytes;
        }
        int rest = body.length();
        do {
            bytes.appendByte((byte) (rest > 127 ? rest & 127 | 128 : rest));
            rest >>= 7;
        } while (rest > 0);
        return bytes.appendBuffer(body);
    }
}
