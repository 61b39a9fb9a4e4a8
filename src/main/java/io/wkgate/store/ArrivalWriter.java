package io.wkgate.store;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Arrival.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes an arrival as bytes, some twenty to forty a channel.
 *
 * <p>Version 1: the byte 1; the number of channels; for each its type (a byte), the length of its id and the id (UTF-8), the
 * number of runs, for each run how far it begins behind the end of the one before (of 0) and how far it ends behind its own
 * beginning, and how far its last message_id lies behind the one of the channel before (of 0), zigzag; at last the CRC-32C
 * of all that, 4 bytes, the highest first. Numbers are LEB128, seven bits a byte, the lowest first.
 */
final class ArrivalWriter {

    static final byte VERSION = 1;
    static final int CHECKSUM_BYTES = 4;

    private static final int LONGEST_NUMBER = 10;
    private static final int USUAL_CHANNEL = 48;

    private byte[] bytes;
    private int size;

    private ArrivalWriter(int channels) {
        bytes = new byte[16 + channels * USUAL_CHANNEL];
    }

    static Buffer write(List<Numbers> channels) {
        ArrivalWriter writer = new ArrivalWriter(channels.size());
        writer.room(1 + LONGEST_NUMBER);
        writer.bytes[writer.size++] = VERSION;
        writer.number(channels.size());
        long messageId = 0;
        for (Numbers numbers : channels) {
            writer.channel(numbers.channel());
            writer.runs(numbers.runs());
            writer.room(LONGEST_NUMBER);
            long step = numbers.lastMessageId() - messageId;
            writer.number(step << 1 ^ step >> 63);
            messageId = numbers.lastMessageId();
        }
        return writer.checked();
    }

    private void channel(ChannelKey channel) {
        byte[] id = channel.id().getBytes(StandardCharsets.UTF_8);
        room(1 + LONGEST_NUMBER + id.length);
        bytes[size++] = (byte) channel.type();
        number(id.length);
        System.arraycopy(id, 0, bytes, size, id.length);
        size += id.length;
    }

    private void runs(List<SeqRun> runs) {
        room(LONGEST_NUMBER * (1 + 2 * runs.size()));
        number(runs.size());
        long end = 0;
        for (SeqRun run : runs) {
            number(run.first() - end);
            number(run.last() - run.first());
            end = run.last();
        }
    }

    private void number(long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
        }
    }

    private Buffer checked() {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, size);
        return Buffer.buffer(size + CHECKSUM_BYTES).appendBytes(bytes, 0, size).appendInt((int) checksum.getValue());
    }
}
