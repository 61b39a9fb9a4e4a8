package io.wkgate.gap;

/**
 * What waits for repair.
 *
 * @param gaps how many are open
 * @param numbers how many numbers are missing in them
 * @param oldestSeconds age of the oldest, 0 if there is none
 */
record GapBacklog(long gaps, long numbers, long oldestSeconds) {

    static final GapBacklog NONE = new GapBacklog(0, 0, 0);
}
