package io.wkgate.gap;

import java.time.Instant;
import java.util.Optional;

/**
 * All gaps at a glance. Numbers are sequence numbers, not rows.
 *
 * @param oldestOpenAt when the oldest open gap was found
 * @param oldestArrivalAt when the oldest arrival came that the finder has not seen yet
 * @param findingSince since when gaps are found; nothing before the first start
 */
public record GapSummary(
        long openGaps,
        long openNumbers,
        Optional<Instant> oldestOpenAt,
        long repairedMessages,
        long absentNumbers,
        long unreadableNumbers,
        long knownChannels,
        long waitingArrivals,
        Optional<Instant> oldestArrivalAt,
        Optional<Instant> findingSince) {}
