package io.wkgate.gap;

import io.wkgate.event.SeqRun;
import java.time.Instant;
import java.util.Optional;

/**
 * An open gap, as the process that claimed it knows it.
 *
 * @param missing what is still missing
 * @param floor what was sent before is not asked for
 * @param attempts how many in a row came to nothing
 * @param ageMillis how long ago it was found
 */
record OpenGap(long id, SeqRun missing, Optional<Instant> floor, int attempts, long ageMillis) {

    /** Whether a message of that number and time is one of those that are missing. */
    boolean wants(long seq, Instant sent) {
        return seq >= missing.first()
                && seq <= missing.last()
                && floor.map(time -> !sent.isBefore(time)).orElse(true);
    }
}
