package io.wkgate.gap;

import io.wkgate.event.ChannelKey;
import java.util.List;
import java.util.UUID;

/**
 * The open gaps of one channel that this process works on.
 *
 * @param lease by which they are this process's; one for each claim, so that what it lost and claimed again is not taken for
 *     what it had
 * @param gaps those with the highest numbers first
 */
record Claim(ChannelKey channel, UUID lease, List<OpenGap> gaps) {

    /** The highest number that is missing. */
    long highest() {
        return gaps.get(0).missing().last();
    }

    /** The lowest number that is missing. */
    long lowest() {
        return gaps.get(gaps.size() - 1).missing().first();
    }

    /** How many numbers are missing. */
    long numbers() {
        return gaps.stream().mapToLong(gap -> gap.missing().size()).sum();
    }

    /** How many attempts in a row came to nothing. */
    int attempts() {
        return gaps.stream().mapToInt(OpenGap::attempts).max().orElse(0);
    }

    /** As it stands now. */
    Claim with(List<OpenGap> left) {
        return new Claim(channel, lease, left);
    }
}
