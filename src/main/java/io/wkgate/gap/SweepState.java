package io.wkgate.gap;

import java.util.Locale;

/** How far a sweep is. The order is that of the numbers in the column. */
enum SweepState {
    OPEN,
    DONE,
    CANCELLED;

    /** For people. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    int column() {
        return ordinal();
    }

    static SweepState of(int column) {
        return values()[column];
    }
}
