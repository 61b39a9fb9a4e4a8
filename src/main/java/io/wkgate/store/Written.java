package io.wkgate.store;

import java.util.ArrayList;
import java.util.List;

/**
 * What a batch came to.
 *
 * @param stored rows that were new
 * @param repeated rows that were there already
 * @param setAside what became dead letters, among them messages and events that the database refused
 * @param events those that are kept for their deliveries
 */
public record Written(int stored, int repeated, List<NewDeadLetter> setAside, List<NewEvent> events) {

    /** One of which nothing is relayed. */
    Written(int stored, int repeated, List<NewDeadLetter> setAside) {
        this(stored, repeated, setAside, List.of());
    }

    Written plus(Written other) {
        return new Written(
                stored + other.stored,
                repeated + other.repeated,
                both(setAside, other.setAside),
                both(events, other.events));
    }

    private static <T> List<T> both(List<T> left, List<T> right) {
        List<T> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }
}
