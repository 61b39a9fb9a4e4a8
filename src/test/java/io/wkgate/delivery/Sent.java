package io.wkgate.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What upstream sent and what of it was acknowledged. Thread-safe. */
final class Sent {

    private final Queue<List<String>> acknowledged = new ConcurrentLinkedQueue<>();
    private final Set<String> tried = ConcurrentHashMap.newKeySet();

    /** It is about to be posted. */
    void tries(Collection<Item> items) {
        items.forEach(item -> tried.add(item.key()));
    }

    /** It was posted and answered with 200: one event. */
    void acknowledged(Collection<Item> items) {
        tries(items);
        acknowledged.add(items.stream().map(Item::key).toList());
    }

    long events() {
        return acknowledged.size();
    }

    /** Whether a receiver has everything that was acknowledged. */
    boolean allReceivedBy(BusinessServer receiver) {
        return acknowledged.stream().allMatch(receiver::has);
    }

    /** Some of what was acknowledged and never received. */
    Set<String> missing(BusinessServer receiver) {
        Set<String> missing = new TreeSet<>();
        for (List<String> event : acknowledged) {
            event.stream().filter(key -> !receiver.has(List.of(key))).forEach(missing::add);
        }
        return missing;
    }

    Balance balance(BusinessServer receiver) {
        return new Balance(
                events(),
                acknowledged.stream().filter(event -> !receiver.has(event)).count(),
                receiver.received().stream().filter(key -> !tried.contains(key)).count(),
                receiver.duplicates(),
                receiver.underSeveralIds());
    }
}
