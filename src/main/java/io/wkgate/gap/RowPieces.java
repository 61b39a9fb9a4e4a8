package io.wkgate.gap;

import java.util.ArrayList;
import java.util.List;

/** Many rows to be written in few statements, in few sizes, so that the statements stay prepared. */
final class RowPieces {

    private static final int LARGEST = 512;

    private RowPieces() {}

    /** Cuts rows, of which none may be there twice, into powers of two. */
    static <T> List<List<T>> of(List<T> rows) {
        List<List<T>> pieces = new ArrayList<>();
        int from = 0;
        while (from < rows.size()) {
            int size = Math.min(LARGEST, Integer.highestOneBit(rows.size() - from));
            pieces.add(rows.subList(from, from + size));
            from += size;
        }
        return pieces;
    }
}
