package io.wkgate.upstream;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.NotifyEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The rows of a page after a look at whether they can be what was asked for: all of that channel, ascending, none above the
 * end, no message twice. What a server sends that understood another question proves nothing, and is not understood.
 *
 * @param numbered whether every row told its number; what has none may be any number that is missing
 */
record CheckedRows(List<LogRow> rows, boolean numbered) {

    /**
     * @param end the highest number that was asked for; 0 for the newest
     * @throws UpstreamException if they cannot be
     */
    static CheckedRows of(List<LogRow> rows, ChannelKey channel, long end, int most) {
        boolean numbered = true;
        long before = 0;
        Set<String> ids = new HashSet<>();
        for (LogRow row : rows) {
            OptionalLong seq = row.seq();
            numbered &= seq.isPresent();
            long number = seq.orElse(before);
            if (!row.isIn(channel) || number < before || (end > 0 && number > end) || isTwice(row, ids)) {
                throw LogRows.notUnderstood();
            }
            before = number;
        }
        if (rows.size() > most) {
            throw LogRows.notUnderstood();
        }
        return new CheckedRows(rows, numbered);
    }

    private static boolean isTwice(LogRow row, Set<String> ids) {
        Object id = row.json().getValue("message_id");
        return id != null && !ids.add(id.toString());
    }

    OptionalLong lowest() {
        return rows.stream().flatMapToLong(row -> row.seq().stream()).min();
    }

    OptionalLong highest() {
        return rows.stream().flatMapToLong(row -> row.seq().stream()).max();
    }

    /** The same, whose first row has lost its header. */
    CheckedRows withLostHeader() {
        if (rows.isEmpty()) {
            return this;
        }
        List<LogRow> again = new ArrayList<>(rows);
        again.set(0, rows.get(0).withLostHeader());
        return new CheckedRows(again, numbered);
    }

    /** Without those below a number. */
    CheckedRows from(long bottom) {
        return new CheckedRows(
                rows.stream().filter(row -> row.seq().orElse(bottom) >= bottom).toList(), numbered);
    }

    /**
     * @param provenFrom from which number on upstream has nothing else, if every row told its number
     * @param full whether there may be more below
     */
    LogAnswer.Page page(ChannelKey channel, NotifyEntry form, OptionalLong provenFrom, boolean full) {
        List<Entry> entries = new ArrayList<>();
        List<Long> refused = new ArrayList<>();
        for (LogRow row : rows) {
            Entry entry = row.entry(channel, form);
            entries.add(entry);
            if (entry instanceof Entry.Refused) {
                row.seq().ifPresent(refused::add);
            }
        }
        return new LogAnswer.Page(
                List.copyOf(entries),
                List.copyOf(refused),
                numbered ? provenFrom : OptionalLong.empty(),
                lowest(),
                full);
    }
}
