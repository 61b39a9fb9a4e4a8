package io.wkgate.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What upstream sent and what of it was acknowledged. Thread-safe. */
public final class Sent {

    private final Queue<List<String>> acknowledged = new ConcurrentLinkedQueue<>();
    private final Set<String> tried = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> timesPosted = new ConcurrentHashMap<>();

    /** It is about to be posted. */
    public void tries(Collection<Item> items) {
        items.forEach(item -> tried.add(item.key()));
    }

    /** It was posted, and may have come: each time it is another event. */
    void posted(Collection<Item> items) {
        items.forEach(item -> timesPosted
                .computeIfAbsent(item.key(), key -> new AtomicInteger())
                .incrementAndGet());
    }

    /** Fails unless every webhook-id of what the receiver has is that of a post of it: a delivery keeps its own. */
    void assertKnownAgainByTheirIds(BusinessServer receiver) {
        long postedAgain =
                timesPosted.values().stream().filter(times -> times.get() > 1).count();
        System.out.println("posted more than once: " + postedAgain + " items");
        assertThat(balance(receiver).sentAgain())
                .as("items under several webhook-ids, and posted more than once")
                .isLessThanOrEqualTo(postedAgain);
        assertThat(timesPosted.entrySet().stream()
                        .filter(posts -> receiver.webhookIds(posts.getKey()).size()
                                > posts.getValue().get()))
                .as("items that came under more webhook-ids than they were posted")
                .isEmpty();
    }

    /** It was posted and answered with 200: one event. */
    public void acknowledged(Collection<Item> items) {
        tries(items);
        acknowledged.add(items.stream().map(Item::key).toList());
    }

    public long events() {
        return acknowledged.size();
    }

    /** Whether a receiver has everything that was acknowledged. */
    public boolean allReceivedBy(BusinessServer receiver) {
        return acknowledged.stream().allMatch(receiver::has);
    }

    /** Some of what was acknowledged and never received. */
    public Set<String> missing(BusinessServer receiver) {
        Set<String> missing = new TreeSet<>();
        for (List<String> event : acknowledged) {
            event.stream().filter(key -> !receiver.has(List.of(key))).forEach(missing::add);
        }
        return missing;
    }

    public Balance balance(BusinessServer receiver) {
        return new Balance(
                events(),
                acknowledged.stream().filter(event -> !receiver.has(event)).count(),
                receiver.received().stream().filter(key -> !tried.contains(key)).count(),
                receiver.duplicates(),
                receiver.underSeveralIds());
    }
}
