package io.wkgate.intake;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** The bytes of a call as they came, while they are few enough to be one part. Not thread-safe. */
final class VeryBytes {

    private final long limit;
    private @Nullable Buffer bytes = Buffer.buffer();

    VeryBytes(long limit) {
        this.limit = limit;
    }

    void write(Buffer chunk) {
        if (bytes != null) {
            bytes = bytes.length() + chunk.length() <= limit ? bytes.appendBuffer(chunk) : null;
        }
    }

    /**
     * What came, if it is the joined entries with nothing but blanks around them: an entry brings the blanks beside it, so
     * then nothing was set aside, mended or submitted before. Else the joined entries.
     */
    Buffer orJoined(Buffer joined) {
        if (bytes == null || bytes.length() < joined.length()) {
            return joined;
        }
        int from = 0;
        while (from < bytes.length() && isBlank(bytes.getByte(from))) {
            from++;
        }
        int to = bytes.length();
        while (to > from && isBlank(bytes.getByte(to - 1))) {
            to--;
        }
        return bytes.slice(from, to).equals(joined) ? bytes : joined;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
