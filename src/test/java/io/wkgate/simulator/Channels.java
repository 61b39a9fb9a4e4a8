package io.wkgate.simulator;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every channel's settings and members. Changed only on the simulator's own event loop. */
final class Channels {
    private final Map<ChannelKey, ChannelState> states = new ConcurrentHashMap<>();
    private final Set<ChannelKey> created = new LinkedHashSet<>();
    private final MessageLog log;

    Channels(MessageLog log) {
        this.log = log;
    }

    Optional<ChannelState> find(ChannelKey channel) {
        return Optional.ofNullable(states.get(channel));
    }

    boolean wasSpokenIn(ChannelKey channel) {
        return log.last(channel) > 0;
    }

    ChannelState open(ChannelKey channel) {
        return states.computeIfAbsent(channel, key -> new ChannelState());
    }

    void join(ChannelKey channel, Collection<String> uids) {
        ChannelState state = open(channel);
        long first = log.last(channel) + 1;
        uids.forEach(uid -> state.members.putIfAbsent(uid, first));
    }

    void leave(ChannelKey channel, Collection<String> uids) {
        find(channel).ifPresent(state -> uids.forEach(state.members::remove));
    }

    /** Those that were created over the API, in the order of their creation. */
    List<ChannelKey> created() {
        synchronized (created) {
            return List.copyOf(created);
        }
    }

    void create(ChannelKey channel) {
        open(channel).created = true;
        synchronized (created) {
            created.add(channel);
        }
    }

    /** The members of a channel; of a person channel the two users in its id, of a command channel the ones of its source. */
    List<String> members(ChannelKey channel) {
        String id = ChannelIds.withoutCommand(channel.channelId());
        if (channel.channelType() == ChannelIds.PERSON) {
            return List.of(id.split("@", -1));
        }
        ChannelKey source =
                channel.channelType() == ChannelIds.TEMPORARY ? channel : new ChannelKey(id, channel.channelType());
        return find(source).map(state -> List.copyOf(state.members.keySet())).orElse(List.of());
    }
}
