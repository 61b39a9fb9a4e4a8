package io.wkgate.store;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Keys for an {@code IN (…)}. Of a few fixed sizes, so that each statement stays prepared: what is free at the end holds
 * the last key again.
 */
record KeyList<T>(List<T> keys) {

    private static final int[] SIZES = {1, 10, 50, 200, 500};

    /** All of them, in lists of at most 500; none of none. */
    static <T> List<KeyList<T>> of(Collection<T> all) {
        List<T> distinct = all.stream().distinct().toList();
        int largest = SIZES[SIZES.length - 1];
        List<KeyList<T>> lists = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += largest) {
            lists.add(new KeyList<>(distinct.subList(from, Math.min(from + largest, distinct.size()))));
        }
        return lists;
    }

    /** Such as {@code (?,?,?)}. */
    String marks() {
        return "(" + "?,".repeat(size() - 1) + "?)";
    }

    /** What stands for the question marks. */
    Tuple appendTo(Tuple parameters) {
        for (int i = 0; i < size(); i++) {
            parameters.addValue(keys.get(Math.min(i, keys.size() - 1)));
        }
        return parameters;
    }

    private int size() {
        for (int size : SIZES) {
            if (size >= keys.size()) {
                return size;
            }
        }
        return keys.size();
    }
}
