package io.wkgate.gap;

import java.util.Locale;

/** Why channels are walked through. */
public enum SweepKind {
    /** Something was away: channels that were active before are compared, and new ones looked for. */
    OUTAGE,
    /** As every day: all known channels are compared. */
    DAILY,
    /** The same, because an operator asked. */
    KNOWN,
    /** All known channels are read again from a time on. */
    SINCE,
    /** What was before wkgate is pulled. */
    HISTORY,
    /** Some numbers of one channel are read again. */
    CHANNEL;

    /** Which goes first where several are open: what is lost before what is only to be looked at; 0 before all. */
    int urgency() {
        return switch (this) {
            case OUTAGE -> 0;
            case CHANNEL -> 1;
            case KNOWN, SINCE -> 2;
            case HISTORY, DAILY -> 3;
        };
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SweepKind of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
