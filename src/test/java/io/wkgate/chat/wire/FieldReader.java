package io.wkgate.chat.wire;

import io.vertx.core.buffer.Buffer;

/** Reads the fields of a frame's body one after the other; numbers are big-endian, texts led by their length. */
final class FieldReader {
    private final Buffer bytes;
    private int position;

    FieldReader(Buffer bytes) {
        this.bytes = bytes;
    }

    int octet() {
        return bytes.getUnsignedByte(position++);
    }

    int number() {
        int value = bytes.getInt(position);
        position += Integer.BYTES;
        return value;
    }

    long unsigned() {
        return Integer.toUnsignedLong(number());
    }

    long longNumber() {
        long value = bytes.getLong(position);
        position += Long.BYTES;
        return value;
    }

    String text() {
        int length = bytes.getUnsignedShort(position);
        position += Short.BYTES;
        String value = bytes.getString(position, position + length);
        position += length;
        return value;
    }

    byte[] rest() {
        return bytes.getBytes(position, bytes.length());
    }
}
