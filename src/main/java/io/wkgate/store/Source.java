package io.wkgate.store;

import java.util.Locale;

/** Where a stored message came from. */
public enum Source {
    /** Upstream told it. */
    WEBHOOK,
    /** It was pulled from upstream's log. */
    REPAIR;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
