package io.wkgate.gap;

import java.util.ArrayList;
import java.util.List;

/** Many rows in few statements, in few sizes, so that the statements stay prepared. */
final class KeyList {

    /** MariaDB makes a table of its own of a list of 1000. */
    private static final int LARGEST = 512;

    private KeyList() {}

    /** As many question marks as there are keys, or some more. */
    static String marks(List<?> keys) {
        return "?,".repeat(padded(keys.size()) - 1) + "?";
    }

    /** The keys for the marks; the last one is repeated where they are more. */
    static <T> List<T> padded(List<T> keys) {
        List<T> all = new ArrayList<>(keys);
        T last = keys.get(keys.size() - 1);
        while (all.size() < padded(keys.size())) {
            all.add(last);
        }
        return all;
    }

    private static int padded(int size) {
        int power = Integer.highestOneBit(size);
        return power == size ? size : power * 2;
    }

    /** Cuts keys that are to be listed. */
    static <T> List<List<T>> lists(List<T> keys) {
        List<List<T>> lists = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += LARGEST) {
            lists.add(keys.subList(from, Math.min(keys.size(), from + LARGEST)));
        }
        return lists;
    }

    /** Cuts rows that are to be written, of which none may be there twice: into powers of two. */
    static <T> List<List<T>> rows(List<T> rows) {
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
