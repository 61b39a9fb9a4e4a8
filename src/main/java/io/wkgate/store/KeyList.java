package io.wkgate.store;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Keys for an {@code IN (…)}. There are more question marks than keys, up to the next power of two, and the last key stands
 * for the rest: so there are few sizes, and the statements stay prepared.
 *
 * @param keys at least one, and at most 512; {@link #of} cuts what may be more
 */
public record KeyList<T>(List<T> keys) {

    /** MariaDB makes a table of its own of a list of 1000. */
    private static final int LARGEST = 512;

    /** @throws IllegalArgumentException without keys, and with more than 512 */
    public KeyList {
        if (keys.isEmpty() || keys.size() > LARGEST) {
            throw new IllegalArgumentException(keys.size() + " keys are not 1 to " + LARGEST);
        }
    }

    /**
     * In their order, so that two who lock the same rows wait for each other instead of deadlocking.
     *
     * @param keys at least one, and at most 512
     */
    public static <T extends Comparable<? super T>> KeyList<T> sorted(Collection<T> keys) {
        return new KeyList<>(keys.stream().sorted().toList());
    }

    /** Each of them once, in lists of at most 512; none of none. */
    public static <T> List<KeyList<T>> of(Collection<T> all) {
        List<T> distinct = all.stream().distinct().toList();
        List<KeyList<T>> lists = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += LARGEST) {
            lists.add(new KeyList<>(distinct.subList(from, Math.min(from + LARGEST, distinct.size()))));
        }
        return lists;
    }

    /** Such as {@code ?,?,?,?}. */
    public String marks() {
        return "?,".repeat(size() - 1) + "?";
    }

    /** One for each question mark. */
    public List<T> padded() {
        List<T> padded = new ArrayList<>(keys);
        T last = keys.get(keys.size() - 1);
        while (padded.size() < size()) {
            padded.add(last);
        }
        return padded;
    }

    /** The parameters, with what stands for the question marks behind them. */
    public Tuple addTo(Tuple parameters) {
        padded().forEach(parameters::addValue);
        return parameters;
    }

    private int size() {
        int power = Integer.highestOneBit(keys.size());
        return power == keys.size() ? power : power * 2;
    }
}
