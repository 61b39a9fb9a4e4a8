package io.wkgate.chat.wire;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Writes the fields of a frame's body as {@link FieldReader} reads them. */
final class FieldWriter {
    private final Buffer bytes = Buffer.buffer();

    FieldWriter octet(int value) {
        bytes.appendByte((byte) value);
        return this;
    }

    FieldWriter number(long value) {
        bytes.appendInt((int) value);
        return this;
    }

    FieldWriter longNumber(long value) {
        bytes.appendLong(value);
        return this;
    }

    FieldWriter text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        bytes.appendUnsignedShort(encoded.length).appendBytes(encoded);
        return this;
    }

    FieldWriter rest(byte[] value) {
        bytes.appendBytes(value);
        return this;
    }

    Frame frame(FrameType type, int flags) {
        return new Frame(type, flags, bytes);
    }
}
