package io.wkgate.gap;

/** What became of the gaps of a sweep. Repaired are messages; absent and unreadable are numbers. */
record SweepSums(long openGaps, long repaired, long absent, long unreadable) {

    static final SweepSums NONE = new SweepSums(0, 0, 0, 0);

    /** These, and so many gaps in a state. */
    SweepSums with(GapState state, long gaps, long numbers, long messages) {
        long back = repaired + messages;
        return switch (state) {
            case OPEN -> new SweepSums(openGaps + gaps, back, absent, unreadable);
            case REPAIRED -> new SweepSums(openGaps, back, absent, unreadable);
            case ABSENT -> new SweepSums(openGaps, back, absent + numbers, unreadable);
            case UNREADABLE -> new SweepSums(openGaps, back, absent, unreadable + numbers);
        };
    }
}
