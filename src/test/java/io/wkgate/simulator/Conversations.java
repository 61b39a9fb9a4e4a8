package io.wkgate.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** The recent conversations of each user, for {@code /conversation/sync} (v1, v2). */
final class Conversations {
    record Conversation(StoredMessage last, int unread, long touchedMillis) {}

    private final Map<String, Map<ChannelKey, Conversation>> conversations = new LinkedHashMap<>();

    /** A message came into a conversation; the sender has read it by that. */
    void touch(String uid, ChannelKey channel, StoredMessage message) {
        Map<ChannelKey, Conversation> own = conversations.computeIfAbsent(uid, key -> new LinkedHashMap<>());
        Conversation before = own.get(channel);
        int unreadBefore = before == null ? 0 : before.unread();
        int unread = uid.equals(message.fromUid())
                ? 0
                : unreadBefore + (message.header().redDot() ? 1 : 0);
        own.put(channel, new Conversation(message, unread, System.currentTimeMillis()));
    }

    Map<ChannelKey, Conversation> of(String uid) {
        return conversations.getOrDefault(uid, Map.of());
    }
}
