package io.wkgate.gap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Notices that WuKongIM takes in messages and tells of none. What it takes in need not be anything that it would tell of
 * (no_persist), so on such a system it asks for a sweep ever more rarely: an hour after the last one, and then after twice
 * the time for each one that found nothing, up to a day. Thread-safe.
 */
final class Silence {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long MANY = 20;
    /** The time comes as an age by another clock. */
    private static final Duration INEXACT = Duration.ofSeconds(1);

    private static final Duration FIRST_WAIT = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final Clock clock;
    private Instant cameAt;
    private Instant firedAt = Instant.MIN;
    private Duration wait = FIRST_WAIT;
    private boolean cameSinceCount;
    private boolean fired;
    private long messages;

    Silence(Clock clock) {
        this.clock = clock;
        cameAt = clock.instant();
    }

    /**
     * A msg.notify came.
     *
     * @return if it ends a silence for which a sweep was wanted, since when that was
     */
    synchronized Optional<Instant> came(Instant at) {
        if (!at.isAfter(cameAt.plus(INEXACT))) {
            return Optional.empty();
        }
        Optional<Instant> ended = fired ? Optional.of(cameAt) : Optional.empty();
        cameAt = at;
        cameSinceCount = true;
        fired = false;
        messages = 0;
        return ended;
    }

    /** WuKongIM has taken in so many messages since it was last asked. */
    synchronized void counted(long more) {
        // Some of them may be those that came.
        messages = cameSinceCount ? 0 : messages + more;
        cameSinceCount = false;
    }

    /** Whether it is time to look for what was not told. */
    synchronized boolean suspicious() {
        Instant now = clock.instant();
        return messages >= MANY
                && !now.isBefore(cameAt.plus(LONG))
                && (firedAt.equals(Instant.MIN) || !now.isBefore(firedAt.plus(wait)));
    }

    /**
     * Wants a sweep.
     *
     * @param lastFound whether the last sweep for an outage found anything
     */
    synchronized Trouble.Outage fire(boolean lastFound) {
        if (!firedAt.equals(Instant.MIN)) {
            Duration twice = wait.multipliedBy(2);
            wait = lastFound ? FIRST_WAIT : twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
        }
        Instant now = clock.instant();
        firedAt = now;
        fired = true;
        Trouble.Outage outage = new Trouble.Outage(
                "WuKongIM took in " + messages + " messages and told of none for "
                        + Duration.between(cameAt, now).toSeconds() + " s",
                cameAt,
                now,
                true);
        messages = 0;
        return outage;
    }
}
