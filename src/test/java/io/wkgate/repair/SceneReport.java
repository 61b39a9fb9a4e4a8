package io.wkgate.repair;

import io.wkgate.event.ChannelKey;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a scene came to.
 *
 * @param count upstream's messages in it, how many of them its webhook gave up, how many were pulled from the log, …
 * @param seconds from the end of the outage to the last row that was pulled
 * @param comparison of everything on the stage
 * @param hidden channels that nobody can find
 * @param open gaps that are still open
 */
record SceneReport(
        Setup setup,
        String scene,
        Count count,
        double seconds,
        Comparison comparison,
        Set<ChannelKey> hidden,
        long open) {

    /** Nothing is missing, nothing is wrong, and nothing is left to do or to look at. */
    boolean whole() {
        return comparison.same() && nothingIsLeft();
    }

    /** The same, but that the hidden channels are missing as a whole. */
    boolean wholeButForTheHidden() {
        return comparison.missing().stream().allMatch(message -> hidden.contains(message.channel()))
                && comparison.surplus().isEmpty()
                && comparison.different().isEmpty()
                && nothingIsLeft();
    }

    Map<ChannelKey, Long> missingByChannel() {
        return comparison.missing().stream()
                .collect(Collectors.groupingBy(LoggedMessage::channel, Collectors.counting()));
    }

    private boolean nothingIsLeft() {
        return open + count.absent() + count.unreadable() + count.deadLetters() == 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %s: %d messages, %d lost, %d repaired, the last after %.1f s, %d missing, %d absent, %d unreadable%s",
                setup,
                scene,
                count.messages(),
                count.lost(),
                count.repaired(),
                seconds,
                comparison.missing().size(),
                count.absent(),
                count.unreadable(),
                whole() ? "" : "; " + open + " open, " + count.deadLetters() + " dead letters, " + comparison);
    }
}
