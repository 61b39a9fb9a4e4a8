package io.wkgate.upstream;

import java.time.Duration;

/**
 * How much is asked of one node before a call is given up.
 *
 * @param limit how long one try may take
 * @param tries how many in all; only a call that cannot have been done is made again
 * @param firstPause before the second try; doubled before the third, and each by chance up to half longer or shorter
 * @param watched over how many tries the circuit breaker looks; it opens when half of them fail
 * @param open how long it then lets nothing through
 * @param inFlight how many calls may be on their way at once
 */
record Patience(Duration limit, int tries, Duration firstPause, int watched, Duration open, int inFlight) {

    /** What production uses. */
    static Patience of(Duration limit) {
        return new Patience(limit, 3, Duration.ofMillis(200), 20, Duration.ofSeconds(5), 32);
    }
}
