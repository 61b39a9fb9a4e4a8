package io.wkgate.event;

/** Consecutive sequence numbers of one channel, both ends included. */
public record SeqRun(long first, long last) {

    public SeqRun {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("no run of numbers: " + first + " to " + last);
        }
    }

    /** How many numbers it is. */
    public long size() {
        return last - first + 1;
    }
}
