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

    private static final int LARGEST = 500;
    private static final List<Integer> SIZES = List.of(1, 10, 50, 200, LARGEST);

    /** All of them, in lists of at most 500; none of none. */
    static <T> List<KeyList<T>> of(Collection<T> all) {
        List<T> distinct = all.stream().distinct().toList();
        List<KeyList<T>> lists = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += LARGEST) {
            lists.add(new KeyList<>(distinct.subList(from, Math.min(from + LARGEST, distinct.size()))));
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
        return SIZES.stream().filter(size -> size >= keys.size()).findFirst().orElse(keys.size());
    }
}
