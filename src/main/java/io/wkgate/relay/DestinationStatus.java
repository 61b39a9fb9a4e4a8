package io.wkgate.relay;

import java.time.Instant;
import java.util.Optional;

/**
 * How a destination fares.
 *
 * @param url without path's query, user and fragment; empty if it is not configured any more
 * @param configured whether it is in the settings; what waits for one that is not waits for ever
 * @param stoppedAt since when nothing is delivered
 * @param reason why it is stopped
 * @param circuit of the replica that is asked: closed, open or half_open
 * @param oldestSeconds the age of the oldest that waits, 0 if none does
 */
public record DestinationStatus(
        String name,
        String url,
        boolean configured,
        Optional<Instant> stoppedAt,
        String reason,
        String circuit,
        long waiting,
        long oldestSeconds,
        long dead) {}
