package io.wkgate.relay;

/** What became of a delivery whose attempt failed. */
enum Fate {
    /** It waits for its next attempt. */
    WAITS,
    /** Its time is over: what was sent last stands in the dead letters. */
    DEAD,
    /** It is not ours any more; nothing was changed. */
    LOST
}
