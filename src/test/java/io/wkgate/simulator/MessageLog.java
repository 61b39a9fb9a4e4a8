package io.wkgate.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Upstream's log: every kept message, channel by channel, numbered from 1. It outlives a crash. */
final class MessageLog {
    private final Map<ChannelKey, List<StoredMessage>> channels = new LinkedHashMap<>();

    synchronized StoredMessage append(StoredMessage message) {
        List<StoredMessage> rows = channels.computeIfAbsent(message.channel(), key -> new ArrayList<>());
        StoredMessage numbered = message.withSeq(rows.size() + 1L);
        rows.add(numbered);
        return numbered;
    }

    synchronized void forget(ChannelKey channel) {
        channels.remove(channel);
    }

    synchronized long last(ChannelKey channel) {
        return rows(channel).size();
    }

    synchronized Set<ChannelKey> channels() {
        return new LinkedHashSet<>(channels.keySet());
    }

    synchronized List<StoredMessage> all(ChannelKey channel) {
        return List.copyOf(rows(channel));
    }

    synchronized List<StoredMessage> all() {
        return channels.values().stream().flatMap(List::stream).toList();
    }

    synchronized Optional<StoredMessage> first(ChannelKey channel, Predicate<StoredMessage> wanted) {
        return rows(channel).stream().filter(wanted).findFirst();
    }

    /** The newest, in ascending order. */
    synchronized List<StoredMessage> newest(ChannelKey channel, int limit) {
        List<StoredMessage> rows = rows(channel);
        return List.copyOf(rows.subList(Math.max(0, rows.size() - limit), rows.size()));
    }

    /** Ascending from start (included) to end (excluded; 0 is no end). */
    synchronized List<StoredMessage> upwards(ChannelKey channel, long start, long end, int limit) {
        return rows(channel).stream()
                .filter(row -> row.messageSeq() >= start && (end == 0 || row.messageSeq() < end))
                .limit(limit)
                .toList();
    }

    /** The ones nearest to start (included) and above end (excluded), in ascending order. */
    synchronized List<StoredMessage> downwards(ChannelKey channel, long start, long end, int limit) {
        List<StoredMessage> fitting = rows(channel).stream()
                .filter(row -> row.messageSeq() <= start && row.messageSeq() > end)
                .toList();
        return fitting.subList(Math.max(0, fitting.size() - limit), fitting.size());
    }

    private List<StoredMessage> rows(ChannelKey channel) {
        return channels.getOrDefault(channel, Collections.emptyList());
    }
}
