package io.wkgate.event;

import java.util.Arrays;

/** The bytes of the piece that is being cut: all of them up to the limit, then only their beginning and their number. */
final class PieceBytes {

    private final int limit;
    private final int keptOfOversize;
    private byte[] bytes = new byte[512];
    private int kept;
    private long size;

    PieceBytes(int limit, int keptOfOversize) {
        this.limit = limit;
        this.keptOfOversize = Math.min(limit, keptOfOversize);
    }

    void append(byte[] source, int from, int to) {
        int length = to - from;
        size += length;
        if (size > limit) {
            keepBeginning(source, from, length);
            return;
        }
        grow(kept + length);
        System.arraycopy(source, from, bytes, kept, length);
        kept += length;
    }

    private void keepBeginning(byte[] source, int from, int length) {
        int room = Math.min(keptOfOversize - kept, length);
        if (room > 0) {
            grow(kept + room);
            System.arraycopy(source, from, bytes, kept, room);
            kept += room;
        } else if (kept > keptOfOversize) {
            bytes = Arrays.copyOf(bytes, keptOfOversize);
            kept = keptOfOversize;
        }
    }

    private void grow(int wanted) {
        if (wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(wanted, Math.min(limit, bytes.length * 2)));
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean overLimit() {
        return size > limit;
    }

    long size() {
        return size;
    }

    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, kept);
        clear();
        return taken;
    }

    void clear() {
        kept = 0;
        size = 0;
        if (bytes.length > 1 << 16) {
            bytes = new byte[512];
        }
    }
}
