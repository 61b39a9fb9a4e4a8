package io.wkgate.delivery;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What must not be lost: a message of a msg.notify, a msg.offline, a record of a user.onlinestatus.
 *
 * @param event what WuKongIM calls it
 * @param name the message's id, or the record
 * @param channel the message's channel as it is named; empty for all else
 */
public record Item(String event, String name, String channel) {

    public static Item message(long id, String channel) {
        return new Item("msg.notify", Long.toString(id), channel);
    }

    /** What a request brings. */
    static List<Item> of(String event, Buffer body) {
        return switch (event) {
            case "msg.notify" ->
                new JsonArray(body)
                        .stream()
                                .map(JsonObject.class::cast)
                                .map(Item::notified)
                                .toList();
            case "msg.offline" ->
                List.of(new Item(
                        event, new JsonObject(body).getLong("message_id").toString(), ""));
            default ->
                new JsonArray(body)
                        .stream()
                                .map(record -> new Item(event, record.toString(), ""))
                                .toList();
        };
    }

    private static Item notified(JsonObject entry) {
        return message(entry.getLong("message_id"), entry.getString("channel_id"));
    }

    /** A sender's and a receiver's name of a channel may differ, so only the message counts. */
    public String key() {
        return event + ":" + name;
    }
}
