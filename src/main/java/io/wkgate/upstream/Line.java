package io.wkgate.upstream;

/** The three lines of WuKongIM that were measured, oldest first. */
enum Line {
    ONE("1.2", new ToldVersion(1, 2, 6), "v1.2.6"),
    TWO("2.x", new ToldVersion(2, 2, 5), "v2.2.5"),
    /** Does not tell its version, so any that it tells one day is newer than what was measured. */
    THREE("3.x", new ToldVersion(3, 0, 0), "its main branch of 2026-08-23");

    private final String label;
    private final ToldVersion newest;
    private final String measured;

    Line(String label, ToldVersion newest, String measured) {
        this.label = label;
        this.newest = newest;
        this.measured = measured;
    }

    /** How people call it. */
    String label() {
        return label;
    }

    /** The newest version of it that was measured, to compare with. */
    ToldVersion newest() {
        return newest;
    }

    /** The newest version of it that was measured, for people. */
    String measured() {
        return measured;
    }
}
