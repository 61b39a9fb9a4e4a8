package io.wkgate.event;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds whole messages in a piece that is no JSON: one damaged quote or bracket makes the cutter take everything behind
 * it for one element, and those messages must not be lost with it.
 *
 * <p>Text that a user wrote cannot be taken for a message: inside a JSON text every quote is escaped, and an object whose
 * quotes are escaped does not read as one.
 */
final class EntryRecovery {

    /** How many times the length of a piece is read at most, so that hostile bytes cost no more than that. */
    private static final int EFFORT = 8;

    private final EntryReader reader;

    EntryRecovery(EntryReader reader) {
        this.reader = reader;
    }

    /** The whole messages in it, and what is left between them, in order; together they are all of its bytes. */
    List<Entry> recover(Entry.Refused damaged) {
        byte[] bytes = damaged.bytes().getBytes();
        if (damaged.size() > bytes.length) {
            return List.of(damaged);
        }
        if (damaged.refusal().equals(EntryCutter.NOT_AN_ARRAY) && reader.isObject(bytes)) {
            // Nothing is damaged: it is JSON, of another form than a msg.notify has.
            return List.of(damaged);
        }
        List<Entry> found = new ArrayList<>();
        long effort = (long) EFFORT * bytes.length;
        int leftFrom = 0;
        int at = indexOf(bytes, '{', 0);
        while (at >= 0 && effort > 0) {
            int end = reader.endOfObject(bytes, at);
            effort -= Math.abs(end) - at;
            if (end > 0 && reader.read(slice(bytes, at, end)) instanceof Entry.Accepted entry && isComplete(entry)) {
                addLeftOver(found, damaged.refusal(), slice(bytes, leftFrom, at));
                found.add(entry);
                leftFrom = end;
                at = end;
            } else {
                at++;
            }
            at = indexOf(bytes, '{', at);
        }
        if (found.isEmpty()) {
            return List.of(damaged);
        }
        addLeftOver(found, damaged.refusal(), slice(bytes, leftFrom, bytes.length));
        return found;
    }

    /** An object inside a damaged entry may have an id of its own; a message also has a channel and a number. */
    private static boolean isComplete(Entry.Accepted entry) {
        Message message = entry.message();
        return !message.channel().id().isEmpty() && message.timestamp() > 0;
    }

    private static void addLeftOver(List<Entry> found, Refusal refusal, byte[] bytes) {
        for (byte b : bytes) {
            if (b != ',' && b != ' ' && b != '\n' && b != '\r' && b != '\t' && b != ']') {
                found.add(new Entry.Refused(refusal, Buffer.buffer(bytes), bytes.length));
                return;
            }
        }
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static int indexOf(byte[] bytes, char wanted, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
