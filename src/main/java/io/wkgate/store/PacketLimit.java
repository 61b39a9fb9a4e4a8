package io.wkgate.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What the database takes in one statement.
 *
 * @param bytes its max_allowed_packet
 */
record PacketLimit(long bytes) {

    /** What a statement says beside its rows. */
    private static final int STATEMENT_OVERHEAD = 64 * 1024;

    /** How many bytes the rows of a statement may be. */
    long room() {
        return bytes - STATEMENT_OVERHEAD;
    }

    /** Cuts the rows into runs, each as long as is sure to fit into one statement; a row that does not fit is alone. */
    <T> List<List<T>> runs(List<T> rows, ToLongFunction<T> size) {
        List<List<T>> runs = new ArrayList<>();
        int from = 0;
        long taken = 0;
        for (int to = 0; to < rows.size(); to++) {
            long next = size.applyAsLong(rows.get(to));
            if (to > from && taken + next > room()) {
                runs.add(rows.subList(from, to));
                from = to;
                taken = 0;
            }
            taken += next;
        }
        if (from < rows.size()) {
            runs.add(rows.subList(from, rows.size()));
        }
        return runs;
    }
}
