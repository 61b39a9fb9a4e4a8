package io.wkgate.repair;

import java.util.Locale;

/**
 * What a scene came to.
 *
 * @param messages in upstream's log
 * @param lost of them, given up by upstream's webhook
 * @param repaired rows that were pulled from the log
 * @param seconds from the end of the outage to the last of them
 * @param absent numbers that upstream is said not to have
 * @param unreadable numbers that nobody is said to be able to read
 */
record SceneReport(
        Setup setup,
        String scene,
        long messages,
        long lost,
        long repaired,
        double seconds,
        Comparison comparison,
        long open,
        long absent,
        long unreadable,
        long deadLetters) {

    int missing() {
        return comparison.missing().size();
    }

    /** Nothing is missing, nothing is wrong, and nothing is left to do or to look at. */
    boolean whole() {
        return comparison.same() && open + absent + unreadable + deadLetters == 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %s: %d messages, %d lost, %d repaired, the last after %.1f s, %d missing, %d absent, %d unreadable%s",
                setup,
                scene,
                messages,
                lost,
                repaired,
                seconds,
                missing(),
                absent,
                unreadable,
                whole() ? "" : "; " + open + " open, " + deadLetters + " dead letters, " + comparison);
    }
}
