package io.wkgate.upstream;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import java.util.Optional;

/** A channel in one of upstream's lists, as the list names it. */
record ListedRow(int type, String id, long newest) {

    /**
     * Nothing for what is no such row.
     *
     * @param newest the field of its newest number, which may be missing
     */
    static Optional<ListedRow> of(JsonObject json, String newest) {
        return json.getValue("channel_id") instanceof String id
                        && json.getValue("channel_type") instanceof Number type
                        && json.getValue(newest, 0) instanceof Number seq
                ? Optional.of(new ListedRow(type.intValue(), id, Math.max(0, seq.longValue())))
                : Optional.empty();
    }

    /** Nothing for the channels of commands, and for v1's without a name. */
    Optional<ListedChannel> channel() {
        ChannelKey key = new ChannelKey(type, id);
        return id.isEmpty() || key.ofCommands() ? Optional.empty() : Optional.of(new ListedChannel(key, newest));
    }

    /** The same where a person channel is named by the peer of that user, or with himself by the joined id (v2). */
    Optional<ListedChannel> asSeenBy(String uid) {
        return id.isEmpty()
                ? Optional.empty()
                : new ListedRow(type, ChannelKey.of(type, id, uid).id(), newest).channel();
    }
}
