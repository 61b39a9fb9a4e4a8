package io.wkgate.store;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A body in less space: four bytes of its length, and then an LZ4 block, which packs several times faster than zlib, if the
 * length's highest bit is set; else zlib, as MySQL's {@code COMPRESS()} makes it. {@link BodyCompressor} makes it.
 */
public final class CompressedBody {

    static final int LENGTH_BYTES = 4;
    static final int LZ4 = 1 << 31;
    private static final int HIGHEST_RATIO_OF_LZ4 = 255;
    private static final int HIGHEST_RATIO_OF_ZLIB = 1032;

    private CompressedBody() {}

    /** How many bytes it says that it is unpacked; of damaged ones that may be any number. */
    public static int length(Buffer packed) {
        return packed.length() < LENGTH_BYTES ? 0 : packed.getIntLE(0) & ~LZ4;
    }

    /** @throws IllegalArgumentException if that is no compressed body */
    public static Buffer uncompress(Buffer packed) {
        if (packed.length() == 0) {
            return packed;
        }
        if (packed.length() <= LENGTH_BYTES) {
            throw new IllegalArgumentException("no compressed body");
        }
        int declared = packed.getIntLE(0);
        byte[] rest = packed.getBytes(LENGTH_BYTES, packed.length());
        return Buffer.buffer((declared & LZ4) == 0 ? unpackZlib(rest, declared) : unpackLz4(rest, declared & ~LZ4));
    }

    private static void check(int length, int declared) {
        if (length != declared) {
            throw new IllegalArgumentException("the compressed body is not of the length that it says");
        }
    }

    /** Of damaged bytes the length may be anything, and no more is made of them than this. */
    private static int largest(int declared, byte[] packed, int highestRatio) {
        return (int) Math.min(declared, (long) packed.length * highestRatio);
    }

    private static byte[] unpackLz4(byte[] packed, int declared) {
        byte[] plain = new byte[largest(declared, packed, HIGHEST_RATIO_OF_LZ4)];
        try {
            check(new Lz4Decompressor().decompress(packed, 0, packed.length, plain, 0, plain.length), declared);
            return plain;
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException("no compressed body", e);
        }
    }

    private static byte[] unpackZlib(byte[] packed, int declared) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream plain = new ByteArrayOutputStream(largest(declared, packed, HIGHEST_RATIO_OF_ZLIB));
            byte[] chunk = new byte[64 * 1024];
            while (!inflater.finished()) {
                int length = inflater.inflate(chunk);
                if (length == 0 && !inflater.finished()) {
                    throw new IllegalArgumentException("the compressed body is cut");
                }
                plain.write(chunk, 0, length);
            }
            check(plain.size(), declared);
            return plain.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("no compressed body", e);
        } finally {
            inflater.end();
        }
    }
}
