package io.wkgate.gap;

import io.wkgate.event.ChannelKey;
import io.wkgate.store.Arrival;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Arrivals that are merged together, sorted into their channels.
 *
 * @param merged their ids
 * @param unreadable ids of those whose bytes nobody here understands
 */
record ArrivalBatch(
        Map<ChannelKey, List<ChannelNumbers.Came>> channels, List<Long> merged, Map<Long, String> unreadable) {

    static ArrivalBatch read(List<ArrivalQueue.Waiting> arrivals) {
        Map<ChannelKey, List<ChannelNumbers.Came>> channels = new HashMap<>();
        List<Long> merged = new ArrayList<>(arrivals.size());
        Map<Long, String> unreadable = new HashMap<>();
        for (ArrivalQueue.Waiting arrival : arrivals) {
            Arrival read;
            try {
                read = Arrival.read(arrival.bytes());
            } catch (RuntimeException e) {
                unreadable.put(arrival.id(), String.valueOf(e.getMessage()));
                continue;
            }
            Instant minute = arrival.at().truncatedTo(ChronoUnit.MINUTES);
            read.channels()
                    .forEach(numbers -> channels.computeIfAbsent(numbers.channel(), key -> new ArrayList<>(2))
                            .add(new ChannelNumbers.Came(numbers, minute)));
            merged.add(arrival.id());
        }
        return new ArrivalBatch(channels, merged, unreadable);
    }
}
