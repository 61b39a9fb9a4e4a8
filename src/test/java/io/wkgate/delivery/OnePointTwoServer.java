package io.wkgate.delivery;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * A business server that was written for 1.2 and never read about a newer version: it takes a field that it does not
 * know, or one of another type, for a mistake, and keeps the messages of two persons under both their names.
 */
final class OnePointTwoServer {

    private static final Map<String, Class<?>> MESSAGE = Map.ofEntries(
            Map.entry("header", JsonObject.class),
            Map.entry("setting", Number.class),
            Map.entry("message_id", Number.class),
            Map.entry("message_idstr", String.class),
            Map.entry("client_msg_no", String.class),
            Map.entry("message_seq", Number.class),
            Map.entry("from_uid", String.class),
            Map.entry("channel_id", String.class),
            Map.entry("channel_type", Number.class),
            Map.entry("expire", Number.class),
            Map.entry("timestamp", Number.class),
            Map.entry("payload", String.class));
    private static final Map<String, Class<?>> HEADER =
            Map.of("no_persist", Number.class, "red_dot", Number.class, "sync_once", Number.class);

    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Map<String, JsonObject> notified = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> offline = new ConcurrentHashMap<>();
    private final Queue<String> presence = new ConcurrentLinkedQueue<>();
    private final Map<String, Set<String>> conversations = new ConcurrentHashMap<>();

    /** Takes a request, or refuses it. */
    Manner take(Delivered request) {
        List<String> wrong = switch (request.event()) {
            case "msg.notify" ->
                request.body().toJsonArray().stream()
                        .map(JsonObject.class::cast)
                        .flatMap(this::message)
                        .toList();
            case "msg.offline" -> offline(request.body().toJsonObject()).toList();
            case "user.onlinestatus" -> presence(request.body().toJsonArray()).toList();
            default -> List.of("an event that it does not know: " + request.event());
        };
        complaints.addAll(wrong);
        return wrong.isEmpty() ? Manner.WELL : Manner.answering(400);
    }

    private Stream<String> message(JsonObject message) {
        notified.put(message.getString("client_msg_no"), message);
        if (message.getJsonObject("header").getInteger("sync_once") == 0) {
            conversation(message);
        }
        return Stream.concat(wrongFields(message, MESSAGE), wrongFields(message.getJsonObject("header"), HEADER));
    }

    /** As a server of that time did: the channel is the group, or the one whom the sender wrote to. */
    private void conversation(JsonObject message) {
        String from = message.getString("from_uid");
        String channel = message.getString("channel_id");
        String table = message.getInteger("channel_type") == 1
                ? String.join(" and ", new TreeSet<>(List.of(from, channel)))
                : channel;
        conversations
                .computeIfAbsent(table, key -> ConcurrentHashMap.newKeySet())
                .add(message.getString("client_msg_no"));
    }

    private Stream<String> offline(JsonObject event) {
        JsonObject message = event.copy();
        Object uids = message.remove("to_uids");
        offline.put(message.getString("client_msg_no"), event);
        return Stream.of(
                        wrongFields(message, MESSAGE),
                        wrongFields(message.getJsonObject("header"), HEADER),
                        uids instanceof JsonArray ? Stream.<String>empty() : Stream.of("to_uids is no list: " + uids))
                .flatMap(wrong -> wrong);
    }

    private Stream<String> presence(JsonArray records) {
        records.forEach(record -> presence.add(String.valueOf(record)));
        return records.stream()
                .filter(record -> !(record instanceof String text) || !text.matches(".+-\\d+-[01]-\\d+-\\d+-\\d+"))
                .map(record -> "no record of presence: " + record);
    }

    private static Stream<String> wrongFields(JsonObject object, Map<String, Class<?>> known) {
        Stream<String> unknown = object.fieldNames().stream()
                .filter(name -> !known.containsKey(name))
                .map(name -> "unknown field " + name);
        Stream<String> wrong = known.keySet().stream()
                .filter(name -> !known.get(name).isInstance(object.getValue(name)))
                .map(name -> "field " + name + " is " + object.getValue(name));
        return Stream.concat(unknown, wrong);
    }

    /** What it could not read. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Of msg.notify, by client_msg_no. */
    Map<String, JsonObject> notified() {
        return notified;
    }

    /** Of msg.offline, by client_msg_no. */
    Map<String, JsonObject> offline() {
        return offline;
    }

    List<String> presence() {
        return List.copyOf(presence);
    }

    /** Which messages it keeps for which group, or for which two persons, by client_msg_no. */
    Map<String, Set<String>> conversations() {
        return conversations;
    }
}
