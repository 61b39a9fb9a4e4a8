package io.wkgate.store;

import java.util.ArrayList;
import java.util.List;

/**
 * What a batch came to.
 *
 * @param stored rows that were new
 * @param repeated rows that were there already
 * @param setAside what became dead letters, among them messages that the database refused
 */
public record Written(int stored, int repeated, List<NewDeadLetter> setAside) {

    Written plus(Written other) {
        List<NewDeadLetter> all = new ArrayList<>(setAside);
        all.addAll(other.setAside);
        return new Written(stored + other.stored, repeated + other.repeated, all);
    }
}
