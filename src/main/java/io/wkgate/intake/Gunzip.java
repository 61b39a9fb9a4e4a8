package io.wkgate.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.compression.ZlibDecoder;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.wkgate.event.Entry;
import io.wkgate.event.EntryStream;
import io.wkgate.event.Refusal;
import java.util.Optional;

/**
 * Unpacks a gzip body while it arrives. What turns out to be no gzip is kept as it came: it becomes a dead letter, for
 * refusing it would only make upstream send it again and then drop it. Not thread-safe.
 */
final class Gunzip {

    private final ZlibDecoder decoder = ZlibCodecFactory.newZlibDecoder(ZlibWrapper.GZIP, 0);
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder);
    private final Buffer packed = Buffer.buffer();
    private long size;
    private boolean broken;

    /** Whether the request says that its body is gzip. */
    static boolean wanted(HttpServerRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        return encoding != null && (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip"));
    }

    /** Takes the next bytes, and gives what they unpack to. */
    Buffer unpack(Buffer chunk) {
        size += chunk.length();
        if (packed.length() < EntryStream.KEPT_OF_OVERSIZE) {
            packed.appendBuffer(
                    chunk.slice(0, Math.min(chunk.length(), EntryStream.KEPT_OF_OVERSIZE - packed.length())));
        }
        if (!broken) {
            try {
                channel.writeInbound(Unpooled.wrappedBuffer(chunk.getBytes()));
            } catch (DecompressionException e) {
                broken = true;
            }
        }
        Buffer unpacked = Buffer.buffer();
        for (ByteBuf part = channel.readInbound(); part != null; part = channel.readInbound()) {
            byte[] bytes = new byte[part.readableBytes()];
            part.readBytes(bytes);
            part.release();
            unpacked.appendBytes(bytes);
        }
        return unpacked;
    }

    /** What came, if it was no whole gzip; to be asked when the body has ended. */
    Optional<Entry.Refused> damage() {
        if (broken) {
            return Optional.of(refused("not gzip"));
        }
        return size > 0 && !decoder.isClosed() ? Optional.of(refused("gzip that ends too soon")) : Optional.empty();
    }

    private Entry.Refused refused(String reason) {
        return new Entry.Refused(new Refusal("body", reason), packed, size);
    }

    /** Frees what it holds. */
    void close() {
        try {
            channel.finishAndReleaseAll();
        } catch (DecompressionException e) {
            // A body that was left in its middle.
        }
    }
}
