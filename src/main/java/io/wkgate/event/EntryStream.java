package io.wkgate.event;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.EntryCutter.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The entries of a msg.notify's body while it arrives: cut, read, and searched for what damage beside them would cost.
 * It never throws. One stream reads one body. Not thread-safe.
 */
public final class EntryStream {

    /** Of a body that is no array, or of an entry or a body over its limit, this many bytes are kept. */
    public static final int KEPT_OF_OVERSIZE = 1 << 20;

    private final EntryReader reader = new EntryReader();
    private final EntryRecovery recovery = new EntryRecovery(reader);
    private final int limit;
    private final Consumer<Entry> entries;
    private final EntryCutter cutter;

    /** Pieces in a row that are no JSON; a damaged quote may have made the cutter cut inside a text. */
    private final List<Entry.Refused> damaged = new ArrayList<>();

    private Buffer joined = Buffer.buffer();

    /**
     * @param limit the largest entry in bytes
     * @param entries takes each entry, in order
     */
    public EntryStream(int limit, Consumer<Entry> entries) {
        this.limit = limit;
        this.entries = entries;
        this.cutter = new EntryCutter(limit, this::piece);
    }

    /** Takes the next bytes of the body. */
    public void write(Buffer chunk) {
        cutter.write(chunk);
    }

    /** The body has ended. */
    public void end() {
        cutter.end();
        search();
    }

    private void piece(Piece piece) {
        if (piece instanceof Piece.Broken broken) {
            damage(new Entry.Refused(broken.refusal(), broken.bytes(), broken.size()));
        } else if (piece instanceof Piece.Whole whole) {
            Entry entry = reader.read(whole.bytes());
            if (entry instanceof Entry.Refused refused && EntryReader.isDamage(refused.refusal())) {
                damage(refused);
            } else {
                search();
                entries.accept(entry);
            }
        }
    }

    private void damage(Entry.Refused piece) {
        if ((long) joined.length() + piece.bytes().length() > limit) {
            search();
        }
        if (!damaged.isEmpty()) {
            joined.appendByte((byte) ',');
        }
        damaged.add(piece);
        joined.appendBuffer(piece.bytes());
        if (piece.size() > piece.bytes().length()) {
            search();
        }
    }

    /** Hands on what is in the damaged pieces, taken one by one, or together if that brings more messages to light. */
    private void search() {
        List<Entry> apart = new ArrayList<>();
        damaged.forEach(piece -> apart.addAll(recovery.recover(piece)));
        List<Entry> found = apart;
        if (damaged.size() > 1) {
            Entry.Refused first = damaged.get(0);
            List<Entry> together = recovery.recover(new Entry.Refused(first.refusal(), joined, joined.length()));
            found = messages(together) > messages(apart) ? together : apart;
        }
        damaged.clear();
        joined = Buffer.buffer();
        found.forEach(entries);
    }

    private static long messages(List<Entry> entries) {
        return entries.stream().filter(Entry.Accepted.class::isInstance).count();
    }
}
