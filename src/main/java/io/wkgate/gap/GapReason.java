package io.wkgate.gap;

import java.util.Locale;

/** Why numbers are asked for. */
public enum GapReason {
    /** Numbers before and behind them came. */
    HOLE,
    /** The first number that ever came of the channel is not its first, and what was sent since wkgate runs may be lost. */
    FIRST_SEEN,
    /** Upstream's newest number is higher. */
    BEHIND,
    /** The channel began anew: deleted and made again, or moved to another version. */
    RENUMBERED,
    /** An operator asked. */
    ASKED,
    /** An operator asked for what was before wkgate. */
    HISTORY;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static GapReason of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
