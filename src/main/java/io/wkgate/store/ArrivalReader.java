package io.wkgate.store;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Arrival.Numbers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Reads what {@link ArrivalWriter} wrote. */
final class ArrivalReader {

    /** A type, and of everything else a byte. */
    private static final int SHORTEST_CHANNEL = 6;

    private static final int SHORTEST_RUN = 2;

    private final byte[] bytes;
    private final int end;
    private int at;

    private ArrivalReader(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length - ArrivalWriter.CHECKSUM_BYTES;
    }

    static List<Numbers> read(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("no arrival: it is empty");
        }
        if (bytes[0] != ArrivalWriter.VERSION) {
            throw new IllegalArgumentException("an arrival of version " + (bytes[0] & 0xFF)
                    + ", and this program knows only " + ArrivalWriter.VERSION);
        }
        return new ArrivalReader(bytes).read();
    }

    private List<Numbers> read() {
        requireChecksum();
        at = 1;
        int channels = count(SHORTEST_CHANNEL);
        List<Numbers> all = new ArrayList<>(channels);
        long messageId = 0;
        for (int i = 0; i < channels; i++) {
            ChannelKey channel = channel();
            List<SeqRun> runs = runs();
            long step = number();
            messageId += step >>> 1 ^ -(step & 1);
            all.add(new Numbers(channel, runs, messageId));
        }
        if (at != end) {
            throw damaged();
        }
        return all;
    }

    private void requireChecksum() {
        if (end < 1) {
            throw damaged();
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, end);
        if ((int) checksum.getValue() != ByteBuffer.wrap(bytes).getInt(end)) {
            throw damaged();
        }
    }

    private ChannelKey channel() {
        int type = next() & 0xFF;
        int length = count(1);
        at += length;
        return new ChannelKey(type, new String(bytes, at - length, length, StandardCharsets.UTF_8));
    }

    private List<SeqRun> runs() {
        int count = count(SHORTEST_RUN);
        List<SeqRun> runs = new ArrayList<>(count);
        long before = 0;
        for (int i = 0; i < count; i++) {
            long first = before + number();
            SeqRun run = new SeqRun(first, first + number());
            // Neither is it behind the largest number that there is.
            if (run.first() <= before) {
                throw damaged();
            }
            runs.add(run);
            before = run.last();
        }
        return runs;
    }

    /** How many follow, of so many bytes at least: damaged bytes must not make a huge list. */
    private int count(int bytesOfOne) {
        long count = number();
        if (count < 0 || count > (end - at) / bytesOfOne) {
            throw damaged();
        }
        return (int) count;
    }

    private long number() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = next();
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw damaged();
    }

    private byte next() {
        if (at >= end) {
            throw damaged();
        }
        return bytes[at++];
    }

    private static IllegalArgumentException damaged() {
        return new IllegalArgumentException("a damaged arrival");
    }
}
