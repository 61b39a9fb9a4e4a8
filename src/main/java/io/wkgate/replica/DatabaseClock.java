package io.wkgate.replica;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The database's clock, reckoned from what it said last and the time that passed since then: a step of the process's own clock
 * is none of this one. Thread-safe.
 */
final class DatabaseClock extends Clock {

    /** Less is how a measure errs. */
    private static final Duration TRIFLE = Duration.ofMillis(500);

    private final LongSupplier nanos;
    private volatile Anchor anchor;

    /** What the database's clock said when {@code nanos} was that. */
    private record Anchor(Instant databases, long nanos) {

        Instant at(long later) {
            return databases.plusNanos(later - nanos);
        }
    }

    /**
     * @param own believed until there is a measure
     * @param nanos goes on evenly, as {@link System#nanoTime} does
     */
    DatabaseClock(Clock own, LongSupplier nanos) {
        this.nanos = nanos;
        anchor = new Anchor(own.instant(), nanos.getAsLong());
    }

    /** @param databases what it said when {@code nanos} was {@code at} */
    void measured(Instant databases, long at) {
        if (Duration.between(anchor.at(at), databases).abs().compareTo(TRIFLE) > 0) {
            anchor = new Anchor(databases, at);
        }
    }

    @Override
    public Instant instant() {
        return anchor.at(nanos.getAsLong());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("it is always UTC");
    }
}
