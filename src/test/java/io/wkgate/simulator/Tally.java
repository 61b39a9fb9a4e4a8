package io.wkgate.simulator;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What a simulated server counts of its webhook, across its restarts. Safe to read from any thread. */
public final class Tally {
    private final Map<String, AtomicLong> requests = new ConcurrentHashMap<>();
    private final Map<Long, Integer> tries = new ConcurrentHashMap<>();
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Long> dropped = ConcurrentHashMap.newKeySet();
    private final AtomicLong offlineDropped = new AtomicLong();
    private final AtomicLong onlineStatusDropped = new AtomicLong();

    /** Requests made for an event such as {@code msg.notify}, every try counted. */
    public long requests(String event) {
        AtomicLong count = requests.get(event);
        return count == null ? 0 : count.get();
    }

    /** Requests of all events together. */
    public long requests() {
        return requests.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** How often a message was in a msg.notify request. */
    public int tries(long messageId) {
        return tries.getOrDefault(messageId, 0);
    }

    /** Ids of the messages whose msg.notify was answered with success. */
    public Set<Long> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Ids of the messages that msg.notify gave up for good, a crash included. */
    public Set<Long> dropped() {
        return Set.copyOf(dropped);
    }

    /** How many msg.offline were given up or never tried. */
    public long offlineDropped() {
        return offlineDropped.get();
    }

    /** How many records of user.onlinestatus were given up. */
    public long onlineStatusDropped() {
        return onlineStatusDropped.get();
    }

    void request(String event) {
        requests.computeIfAbsent(event, key -> new AtomicLong()).incrementAndGet();
    }

    void tried(Iterable<StoredMessage> messages) {
        messages.forEach(message -> tries.merge(message.messageId(), 1, Integer::sum));
    }

    void acknowledge(Iterable<StoredMessage> messages) {
        messages.forEach(message -> acknowledged.add(message.messageId()));
    }

    void drop(StoredMessage message) {
        dropped.add(message.messageId());
    }

    void dropOffline() {
        offlineDropped.incrementAndGet();
    }

    void dropOnlineStatus(int records) {
        onlineStatusDropped.addAndGet(records);
    }
}
