package io.wkgate.gap;

/** What a comparison with upstream's newest number came to. */
enum Compared {
    SAME,
    /** Something was missing, and is a gap now. */
    BEHIND,
    /** The channel was not known, and what was sent since wkgate runs is a gap now. */
    NEW,
    /** Upstream's is lower, which only a newer message_id can tell from an answer that is out of date. */
    LOWER,
    /** It is lower with a newer message, or with the same: the channel began anew, and what it has is a gap now. */
    RENUMBERED
}
