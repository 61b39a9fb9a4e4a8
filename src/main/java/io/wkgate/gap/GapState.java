package io.wkgate.gap;

/** How far a gap is. The order is that of the numbers in the column. */
public enum GapState {
    OPEN,
    /** Every number of it that upstream had is stored. */
    REPAIRED,
    /** Upstream proved that it does not have it. */
    ABSENT,
    /** Nobody who is known may read it. */
    UNREADABLE
}
