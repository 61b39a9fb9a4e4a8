package io.wkgate.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code /message/sync} has for each user: on v1 a queue of messages numbered per user, on v2 and v3 the command
 * channels to look into, each with the number up to which the user has them.
 */
final class CommandInbox {
    private final Map<String, List<StoredMessage>> queues = new HashMap<>();
    private final Map<String, Long> cursors = new HashMap<>();
    private final Map<String, Map<ChannelKey, Long>> channels = new HashMap<>();

    /** Queues a message and answers it with its number. */
    StoredMessage deliver(String uid, StoredMessage message) {
        List<StoredMessage> queue = queues.computeIfAbsent(uid, key -> new ArrayList<>());
        StoredMessage numbered = message.withSeq(queue.size() + 1L);
        queue.add(numbered);
        return numbered;
    }

    /** v1's queue after what the user acknowledged or, when that is less, after the number asked for. */
    List<StoredMessage> queue(String uid, long askedFrom, int limit) {
        long cursor = cursors.getOrDefault(uid, 0L);
        long after = askedFrom > 0 ? Math.min(askedFrom, cursor) : cursor;
        return queues.getOrDefault(uid, List.of()).stream()
                .filter(message -> message.messageSeq() > after)
                .limit(limit)
                .toList();
    }

    void acknowledge(String uid, long seq) {
        cursors.merge(uid, seq, Math::max);
    }

    void watch(String uid, ChannelKey channel, long readTo) {
        channels.computeIfAbsent(uid, key -> new LinkedHashMap<>()).putIfAbsent(channel, readTo);
    }

    void read(String uid, ChannelKey channel, long readTo) {
        channels.computeIfAbsent(uid, key -> new LinkedHashMap<>()).merge(channel, readTo, Math::max);
    }

    void forget(String uid, ChannelKey channel) {
        channels.computeIfAbsent(uid, key -> new LinkedHashMap<>()).remove(channel);
    }

    /** The command channels of a user, each with the last number that the user has. */
    Map<ChannelKey, Long> watched(String uid) {
        return new LinkedHashMap<>(channels.getOrDefault(uid, Map.of()));
    }
}
