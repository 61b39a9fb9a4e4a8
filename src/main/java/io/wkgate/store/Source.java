package io.wkgate.store;

import java.util.Locale;

/** Where a stored message came from. */
public enum Source {
    /** Upstream told it. */
    WEBHOOK,
    /**
     * It was pulled from upstream's log, and stays so when its webhook comes after all; that fills in what the log does not
     * tell.
     */
    REPAIR;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
