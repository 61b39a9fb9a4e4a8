package io.wkgate.simulator;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** JSON without what differs from run to run: ids, times, ports and what the machine was doing. */
final class Normalised {
    /** Fields whose value is an id or a time; 0 and the empty text mean something and stay. */
    private static final Set<String> IDS_AND_TIMES = Set.of(
            "message_id", "message_idstr", "timestamp", "version", "generated_at", "id", "created_at", "updated_at");

    /** Fields that tell of the machine: ports, load, age. */
    private static final Set<String> MACHINE = Set.of(
            "tcp_addr", "ws_addr", "api_url", "manager_addr", "monitor_addr", "uptime", "goroutine", "mem", "cpu");

    /** Fields in which upstream's order is that of a Go map, or of goroutines. */
    private static final Set<String> UNORDERED = Set.of("to_uids");

    /** client_msg_no that the server made itself: 32 hexadecimal digits and a 0. */
    private static final Pattern GENERATED_NUMBER = Pattern.compile("[0-9a-f]{32}0");

    private static final Pattern GENERATED_CHANNEL = Pattern.compile("[0-9a-f]{32}@tmp");

    private Normalised() {}

    static Object of(String json) {
        return of("", Json.decodeValue(json));
    }

    static Object of(String field, Object value) {
        if (value instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            object.forEach(entry -> copy.put(entry.getKey(), of(entry.getKey(), entry.getValue())));
            return copy;
        }
        if (value instanceof JsonArray array) {
            List<Object> values = array.stream().map(element -> of("", element)).toList();
            return new JsonArray(UNORDERED.contains(field) ? sorted(values) : values);
        }
        boolean empty = value == null || value.equals("") || value instanceof Number number && number.longValue() == 0;
        if (MACHINE.contains(field) || IDS_AND_TIMES.contains(field) && !empty && !isName(value)) {
            return "<" + field + ">";
        }
        if (value instanceof String text && GENERATED_NUMBER.matcher(text).matches()) {
            return "<generated>";
        }
        if (value instanceof String text && GENERATED_CHANNEL.matcher(text).matches()) {
            return "<generated>@tmp";
        }
        return value;
    }

    /** Elements in an order of their own, for lists that upstream gives in the order of a map. */
    static JsonArray sorted(Object array) {
        return new JsonArray(sorted(((JsonArray) array).stream().toList()));
    }

    private static List<Object> sorted(List<Object> values) {
        return values.stream().sorted(Comparator.comparing(Json::encode)).toList();
    }

    /** {@code version} is a time in a conversation, and a name in varz and the snapshot. */
    private static boolean isName(Object value) {
        return value instanceof String text && (text.startsWith("v") || text.startsWith("top/"));
    }
}
