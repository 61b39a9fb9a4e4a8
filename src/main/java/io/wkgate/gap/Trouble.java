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

    private final Set<String> reasons = new LinkedHashSet<>();
    private Instant begin = Instant.MAX;
    private Instant end = Instant.MIN;
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

    /** Takes it out, if nothing has gone wrong for so long. */
    synchronized Optional<Outage> over(Instant now, Duration grace) {
        if (reasons.isEmpty() || now.isBefore(end.plus(grace))) {
            return Optional.empty();
        }
        Outage outage = new Outage(String.join("; ", reasons), begin, end, everyGatewaySeesIt);
        reasons.clear();
        begin = Instant.MAX;
        end = Instant.MIN;
        everyGatewaySeesIt = true;
        return Optional.of(outage);
    }
}
