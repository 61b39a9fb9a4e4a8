package io.wkgate.store;

import io.wkgate.event.Refusal;
import java.util.Optional;

/** Whether a value fits its column, told before the database is asked. */
final class Columns {

    private Columns() {}

    /** The columns hold characters, not bytes. */
    static Optional<Refusal> text(String field, String value, int limit) {
        if (value.length() <= limit) {
            return Optional.empty();
        }
        int characters = value.codePointCount(0, value.length());
        return characters <= limit
                ? Optional.empty()
                : Optional.of(new Refusal(field, characters + " characters, and the column holds " + limit));
    }

    static Optional<Refusal> bytes(String field, int length, int limit) {
        return length <= limit
                ? Optional.empty()
                : Optional.of(new Refusal(field, length + " bytes, and the column holds " + limit));
    }

    static Optional<Refusal> number(String field, long value, long max) {
        return value <= max
                ? Optional.empty()
                : Optional.of(new Refusal(field, "out of range, the column holds at most " + max));
    }
}
