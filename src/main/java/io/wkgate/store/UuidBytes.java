package io.wkgate.store;

import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/** A UUID as a column of type BINARY(16) holds it: its order is that of the bytes. */
public final class UuidBytes {

    private UuidBytes() {}

    /** What is written. */
    public static Buffer of(UUID id) {
        return Buffer.buffer(16).appendLong(id.getMostSignificantBits()).appendLong(id.getLeastSignificantBits());
    }

    /** What was read. */
    public static UUID read(Buffer bytes) {
        return new UUID(bytes.getLong(0), bytes.getLong(8));
    }
}
