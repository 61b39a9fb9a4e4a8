package io.wkgate.intake;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Entry;
import java.util.List;

/** A body made of entries of another. */
public final class JoinedEntries {

    private JoinedEntries() {}

    /** A JSON array of the entries' own bytes. */
    public static Buffer of(List<Entry.Accepted> entries) {
        long size = 2L + entries.size();
        for (Entry.Accepted entry : entries) {
            size += entry.bytes().length();
        }
        Buffer body = Buffer.buffer((int) Math.min(Integer.MAX_VALUE, size));
        byte before = '[';
        for (Entry.Accepted entry : entries) {
            body.appendByte(before).appendBuffer(entry.bytes());
            before = ',';
        }
        return body.appendByte((byte) ']');
    }
}
