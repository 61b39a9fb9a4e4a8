package io.wkgate.doctor;

import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that was looked at.
 *
 * @param id such as {@code database.column-missing}; the same for ever, for alerts and scripts
 * @param what is so, in a sentence
 * @param why it matters; empty when all is well
 * @param mend how to mend it, with the statement or the setting; empty when all is well
 * @param details numbers and names that were read, never a secret
 */
public record Finding(String id, Level level, String what, String why, String mend, Map<String, String> details) {

    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        GOOD,
        /** Could not be looked at, or is not used; the sentence says why. */
        SKIPPED,
        /** Works, and will cost something one day. */
        WARNING,
        /** Messages are not stored, not handed on or not revoked because of it. */
        FAILURE
    }

    public static Finding good(String id, String what) {
        return new Finding(id, Level.GOOD, what, "", "", Map.of());
    }

    public static Finding skipped(String id, String what) {
        return new Finding(id, Level.SKIPPED, what, "", "", Map.of());
    }

    public static Finding warning(String id, String what, String why, String mend) {
        return new Finding(id, Level.WARNING, what, why, mend, Map.of());
    }

    public static Finding failure(String id, String what, String why, String mend) {
        return new Finding(id, Level.FAILURE, what, why, mend, Map.of());
    }

    public Finding with(String name, String value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, value);
        return new Finding(id, level, what, why, mend, Map.copyOf(more));
    }
}
