package io.wkgate.gap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells when no msg.notify has come for so long that it is worth a look whether WuKongIM has messages that it tells nobody
 * of. Where nothing is found it looks ever more rarely; a sweep for it is wanted once an hour at most. Thread-safe.
 */
final class Silence {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** The time comes as an age by another clock. */
    private static final Duration INEXACT = Duration.ofSeconds(1);

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Clock clock;
    private Instant cameAt;
    private Instant nextLook;
    private Duration wait = LONG;
    private Instant quietUntil = Instant.MIN;
    private boolean fired;

    Silence(Clock clock) {
        this.clock = clock;
        cameAt = clock.instant();
        nextLook = cameAt.plus(LONG);
    }

    /**
     * A msg.notify came.
     *
     * @return if it ends a silence in which something was missed, since when that was
     */
    synchronized Optional<Instant> came(Instant at) {
        if (!at.isAfter(cameAt.plus(INEXACT))) {
            return Optional.empty();
        }
        Optional<Instant> ended = fired ? Optional.of(cameAt) : Optional.empty();
        cameAt = at;
        fired = false;
        wait = LONG;
        nextLook = at.plus(wait);
        return ended;
    }

    /** For how long nothing has come although something was missed, 0 if nothing was. */
    synchronized long missedForSeconds() {
        return fired ? Duration.between(cameAt, clock.instant()).toSeconds() : 0;
    }

    /** Whether it is time to look for what was not told. */
    synchronized boolean due() {
        Instant now = clock.instant();
        return !now.isBefore(nextLook) && !now.isBefore(quietUntil);
    }

    /**
     * Somebody has looked.
     *
     * @return what to do about it, if anything was missed
     */
    synchronized Optional<Trouble.Outage> looked(boolean missed) {
        Instant now = clock.instant();
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        nextLook = now.plus(wait);
        if (!missed) {
            return Optional.empty();
        }
        fired = true;
        quietUntil = now.plus(LONGEST_WAIT);
        long seconds = Duration.between(cameAt, now).toSeconds();
        return Optional.of(
                new Trouble.Outage("WuKongIM has messages, and told of none for " + seconds + " s", cameAt, now, true));
    }
}
