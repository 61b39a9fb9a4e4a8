package io.wkgate.replica;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One process, as the table tells. All times are the database's.
 *
 * @param id the holder of its leases
 * @param name its host's or its pod's
 * @param phase how far it said that it is, when it last beat; as a text, for a newer version may know more of them
 * @param settings the digest of its settings, in hexadecimal
 * @param beatAgo how long ago it last beat
 * @param clockOffset how far its own clock is ahead of the database's
 */
public record Replica(
        UUID id,
        String name,
        String version,
        String phase,
        String settings,
        Instant startedAt,
        Instant beatAt,
        Duration beatAgo,
        Duration clockOffset) {

    /** Whether it has missed so many heartbeats that it is probably dead, paused or cut off. */
    public boolean silent() {
        return beatAgo.compareTo(Replicas.SILENT_AFTER) > 0;
    }

    /** Whether it takes events, as far as is known. */
    public boolean serving() {
        return !silent() && phase.equals(Phase.SERVING.label());
    }
}
