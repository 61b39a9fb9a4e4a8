package io.wkgate.store;

import io.airlift.compress.lz4.Lz4Compressor;
import io.vertx.core.buffer.Buffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.Deflater;

/** Makes a {@link CompressedBody}. Thread-safe. */
public final class BodyCompressor {

    /** Compressing more than that would keep an event loop for too long. */
    private static final int LARGEST = 512 * 1024;

    private static final int CHUNK = 16 * 1024;

    /** Each has a table of its own for one body at a time. There are as many as were in use at once. */
    private final Queue<Lz4Compressor> idle = new ConcurrentLinkedQueue<>();

    /** Whether to compress it takes so long that it must not be done on an event loop. */
    public static boolean isLarge(Buffer body) {
        return body.length() > LARGEST;
    }

    /** The same bytes in less space, or an empty buffer of an empty one. Of a large one it blocks. */
    public Buffer compress(Buffer body) {
        if (body.length() == 0) {
            return Buffer.buffer();
        }
        return isLarge(body) ? compressLarge(body.getBytes()) : lz4(body.getBytes());
    }

    private Buffer lz4(byte[] body) {
        Lz4Compressor reused = idle.poll();
        Lz4Compressor compressor = reused == null ? new Lz4Compressor() : reused;
        byte[] packed = new byte[compressor.maxCompressedLength(body.length)];
        int length = compressor.compress(body, 0, body.length, packed, 0, packed.length);
        idle.add(compressor);
        return Buffer.buffer(CompressedBody.LENGTH_BYTES + length)
                .appendIntLE(body.length | CompressedBody.LZ4)
                .appendBytes(packed, 0, length);
    }

    /** The same of a large one, by zlib, which makes base64 smaller; blocks, for half a second with 16 MiB. */
    public Buffer compressLarge(byte[] body) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        // Of random base64 it leaves 0.7531; without that, which finds repetitions by chance, 0.7575, and at best speed
        // 0.7741.
        deflater.setStrategy(Deflater.FILTERED);
        try {
            Buffer packed = Buffer.buffer(CompressedBody.LENGTH_BYTES + CHUNK).appendIntLE(body.length);
            deflater.setInput(body);
            deflater.finish();
            byte[] chunk = new byte[CHUNK];
            while (!deflater.finished()) {
                packed.appendBytes(chunk, 0, deflater.deflate(chunk));
            }
            return packed;
        } finally {
            deflater.end();
        }
    }

    /** How many bytes are left at most of so many that are base64, as a large payload is: hardly more than it was before. */
    public static long mostOfBase64(long bytes) {
        return bytes * 755 / 1000;
    }
}
