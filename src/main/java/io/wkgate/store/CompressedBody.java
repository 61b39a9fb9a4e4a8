package io.wkgate.store;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A body as MySQL's {@code COMPRESS()} makes it, four bytes of its length and then zlib, so that {@code UNCOMPRESS(body)}
 * shows it to whoever looks into the table.
 */
public final class CompressedBody {

    /** Compressing more than that would keep an event loop for too long; it is packed without being made smaller. */
    private static final int LARGEST = 512 * 1024;

    private static final int LENGTH_BYTES = 4;
    private static final int HIGHEST_RATIO = 1032;

    private CompressedBody() {}

    public static Buffer compress(Buffer body) {
        byte[] plain = body.getBytes();
        Buffer packed = Buffer.buffer(plain.length / 4 + 64);
        if (plain.length == 0) {
            return packed;
        }
        packed.appendIntLE(plain.length);
        Deflater deflater = new Deflater(plain.length > LARGEST ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] chunk = new byte[Math.min(plain.length + 64, 64 * 1024)];
            while (!deflater.finished()) {
                packed.appendBytes(chunk, 0, deflater.deflate(chunk));
            }
            return packed;
        } finally {
            deflater.end();
        }
    }

    /** @throws IllegalArgumentException if that is no compressed body */
    public static Buffer uncompress(Buffer packed) {
        if (packed.length() == 0) {
            return packed;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed.getBytes(LENGTH_BYTES, packed.length()));
            int declared = packed.getIntLE(0);
            // Of damaged bytes the length may be anything, and zlib makes no more of them than that.
            long largest = Math.min(declared, (long) packed.length() * HIGHEST_RATIO);
            ByteArrayOutputStream plain = new ByteArrayOutputStream((int) Math.max(0, largest));
            byte[] chunk = new byte[64 * 1024];
            while (!inflater.finished()) {
                int length = inflater.inflate(chunk);
                if (length == 0 && !inflater.finished()) {
                    throw new IllegalArgumentException("the compressed body is cut");
                }
                plain.write(chunk, 0, length);
            }
            if (plain.size() != declared) {
                throw new IllegalArgumentException("the compressed body is not of the length that it says");
            }
            return Buffer.buffer(plain.toByteArray());
        } catch (DataFormatException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("no compressed body", e);
        } finally {
            inflater.end();
        }
    }
}
