package io.wkgate.relay;

import io.wkgate.config.DestinationSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** How long to wait after an attempt that failed: doubled each time up to the longest, and varied by chance. */
final class RetrySchedule {

    /** Which part of a pause is left to chance, so that what failed together does not come back together. */
    private static final double VARIED = 0.5;

    /** Doubling more often than that is more than any longest pause. */
    private static final int DOUBLINGS = 40;

    private final Duration firstPause;
    private final Duration longestPause;
    private final DoubleSupplier chance;

    /** @param chance from 0 to less than 1 */
    RetrySchedule(DestinationSettings settings, DoubleSupplier chance) {
        firstPause = settings.firstPause();
        longestPause = settings.longestPause();
        this.chance = chance;
    }

    /**
     * @param failures how many attempts failed before this one
     * @param asked what the receiver asks for; it counts if it is longer, up to the longest pause
     */
    Duration pause(int failures, Optional<Duration> asked) {
        double doubled = firstPause.toMillis() * Math.pow(2, Math.min(failures, DOUBLINGS));
        double whole = Math.min(doubled, longestPause.toMillis());
        Duration own = Duration.ofMillis(Math.max(1, (long) (whole * (1 - VARIED * chance.getAsDouble()))));
        return asked.map(this::rest).filter(rest -> rest.compareTo(own) > 0).orElse(own);
    }

    /** How long to leave a receiver alone that asks for it. */
    Duration rest(Duration asked) {
        return asked.compareTo(longestPause) > 0 ? longestPause : asked;
    }
}
