package io.wkgate.gap;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What went wrong since the last sweep for it; what comes soon after each other is one outage. Thread-safe. */
final class Trouble {

    /** More would not tell more. */
    private static final int REASONS = 5;

    /** What goes wrong again and again gets its sweep all the same: after so many times the grace period. */
    private static final int LONGEST_GRACES = 10;

    private static final Duration LONGEST_AT_LEAST = Duration.ofMinutes(5);

    private final Set<String> reasons = new LinkedHashSet<>();
    private Instant begin = Instant.MAX;
    private Instant end = Instant.MIN;
    private Instant putOffSince = Instant.MAX;
    private boolean everyGatewaySeesIt = true;

    /**
     * An outage that is over.
     *
     * @param everyGatewaySeesIt whether each replica knows of it by itself
     */
    record Outage(String reason, Instant begin, Instant end, boolean everyGatewaySeesIt) {}

    /** Something of this gateway's own went wrong just now. */
    void add(String reason, Instant now) {
        add(new Outage(reason, now, now, false));
    }

    synchronized void add(Outage outage) {
        if (reasons.size() < REASONS) {
            reasons.add(outage.reason());
        }
        begin = outage.begin().isBefore(begin) ? outage.begin() : begin;
        end = outage.end().isAfter(end) ? outage.end() : end;
        everyGatewaySeesIt &= outage.everyGatewaySeesIt();
    }

    /**
     * Takes it out, if nothing has gone wrong for so long, or if something always has since this was asked first, long
     * ago; what comes then is another.
     */
    synchronized Optional<Outage> over(Instant now, Duration grace) {
        if (reasons.isEmpty() || (now.isBefore(end.plus(grace)) && !putOffForLong(now, grace))) {
            return Optional.empty();
        }
        Outage outage = new Outage(String.join("; ", reasons), begin, end, everyGatewaySeesIt);
        reasons.clear();
        begin = Instant.MAX;
        end = Instant.MIN;
        putOffSince = Instant.MAX;
        everyGatewaySeesIt = true;
        return Optional.of(outage);
    }

    /** Only by how long it could have been over: who was away for long, and is back, has grace like anybody else. */
    private boolean putOffForLong(Instant now, Duration grace) {
        putOffSince = putOffSince.isBefore(now) ? putOffSince : now;
        Duration longest = grace.multipliedBy(LONGEST_GRACES);
        return now.isAfter(putOffSince.plus(longest.compareTo(LONGEST_AT_LEAST) > 0 ? longest : LONGEST_AT_LEAST));
    }
}
