package io.wkgate.gap;

/**
 * What a part of a sweep came to, in channels.
 *
 * @param walked how many were looked at
 * @param behind of those the ones that missed something
 * @param unknown of those the ones of which upstream did not tell the newest number
 */
record SweepTally(long walked, long behind, long unknown) {

    static final SweepTally NOTHING = new SweepTally(0, 0, 0);
    static final SweepTally SAME = new SweepTally(1, 0, 0);
    static final SweepTally BEHIND = new SweepTally(1, 1, 0);
    static final SweepTally UNKNOWN = new SweepTally(1, 0, 1);

    static SweepTally of(Compared compared) {
        return switch (compared) {
            case SAME, LOWER -> SAME;
            case BEHIND, NEW, RENUMBERED -> BEHIND;
        };
    }

    SweepTally plus(SweepTally other) {
        return new SweepTally(walked + other.walked, behind + other.behind, unknown + other.unknown);
    }
}
