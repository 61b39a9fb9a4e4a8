package io.wkgate.gap;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import java.util.List;
import java.util.OptionalLong;

/** A channel that an operator named, and which of its numbers. */
record SweptChannel(ChannelKey channel, OptionalLong from, OptionalLong to) {

    static SweptChannel whole(ChannelKey channel) {
        return new SweptChannel(channel, OptionalLong.empty(), OptionalLong.empty());
    }

    /** As they stand in the column {@code channels}. */
    static JsonArray json(List<SweptChannel> channels) {
        JsonArray all = new JsonArray();
        for (SweptChannel it : channels) {
            JsonObject one = new JsonObject().put("channel_id", it.channel.id()).put("channel_type", it.channel.type());
            it.from.ifPresent(number -> one.put("from", number));
            it.to.ifPresent(number -> one.put("to", number));
            all.add(one);
        }
        return all;
    }

    static List<SweptChannel> of(JsonArray column) {
        return column.stream()
                .map(JsonObject.class::cast)
                .map(one -> new SweptChannel(
                        new ChannelKey(one.getInteger("channel_type"), one.getString("channel_id")),
                        number(one, "from"),
                        number(one, "to")))
                .toList();
    }

    private static OptionalLong number(JsonObject one, String name) {
        return one.containsKey(name) ? OptionalLong.of(one.getLong(name)) : OptionalLong.empty();
    }
}
