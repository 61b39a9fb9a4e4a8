package io.wkgate.event;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.wkgate.config.DestinationSettings.Shape;
import io.wkgate.testing.Recordings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One message as a webhook got it.
 *
 * @param call by which the same call is found on another version; empty where nothing tells
 */
record RecordedElement(String event, String call, String json) {

    private static final Set<String> OF_MESSAGES = Set.of("msg.notify", "msg.offline");

    /** Everything that was recorded of a version. */
    static List<RecordedElement> all(String version) {
        List<RecordedElement> elements = new ArrayList<>();
        elements.addAll(of(Recordings.scene(version), true));
        elements.addAll(of(Recordings.http(version), false));
        if (Recordings.grpcVersions().contains(version)) {
            elements.addAll(of(Recordings.grpc(version), false));
        }
        return elements;
    }

    private static List<RecordedElement> of(List<Recordings.Event> events, boolean namedByPayload) {
        List<RecordedElement> elements = new ArrayList<>();
        for (Recordings.Event event : events) {
            if (OF_MESSAGES.contains(event.name())) {
                List<String> all = event.notifies() ? elements(Buffer.buffer(event.body())) : List.of(event.body());
                all.forEach(json -> elements.add(new RecordedElement(event.name(), call(json, namedByPayload), json)));
            }
        }
        return elements;
    }

    static List<String> elements(Buffer body) {
        return BodyPieces.of(body).orElseThrow().stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    private static String call(String json, boolean namedByPayload) {
        JsonObject fields = new JsonObject(json);
        if (namedByPayload) {
            return "scene: " + payload(fields).replace('-', ' ');
        }
        String number = fields.getString("client_msg_no");
        return number.matches("[0-9a-f]{33}|") ? "" : withoutTime(number);
    }

    private static String withoutTime(String clientMsgNo) {
        return clientMsgNo.replaceFirst("-[0-9]{13}$", "");
    }

    static String payload(JsonObject fields) {
        return new String(Base64.getDecoder().decode(fields.getString("payload")), StandardCharsets.UTF_8);
    }

    /** The same message as it is handed on. */
    RecordedElement shaped(Shape shape) {
        boolean notifies = event.equals("msg.notify");
        Buffer body = Buffer.buffer(notifies ? "[" + json + "]" : json);
        Buffer handedOn = RelayedBody.of(event, shape, Optional.empty(), body);
        return new RecordedElement(event, call, notifies ? elements(handedOn).get(0) : handedOn.toString());
    }

    boolean named() {
        return !call.isEmpty();
    }

    /** For people: the call, or what is known of one without a name. */
    String title() {
        JsonObject fields = fields();
        return named()
                ? call.replaceFirst("^scene: ", "")
                : "from " + fields.getString("from_uid") + " to " + comparable("channel_id");
    }

    JsonObject fields() {
        return new JsonObject(json);
    }

    /** A value as it is compared: without what is another one in every run. */
    String comparable(String field) {
        JsonObject fields = fields();
        Object value = fields.getValue(field);
        if (value == null) {
            return fields.containsKey(field) ? "null" : "no such field";
        }
        return switch (field) {
            case "message_id" -> "an id";
            case "message_idstr" ->
                value.equals(Objects.toString(fields.getValue("message_id"))) ? "the id" : value.toString();
            case "timestamp" -> "a time";
            case "message_seq" -> value.equals(0) ? "0" : "a number";
            case "client_msg_no" ->
                value.toString().matches("[0-9a-f]{33}|") ? "a new one, or none" : withoutTime(value.toString());
            case "channel_id" ->
                value.toString()
                        .replaceFirst("^[0-9a-f]{32}@tmp$", "<hex>@tmp")
                        .replaceFirst("^[0-9]{19,20}", "<number>");
            // Only the names of calls without a client_msg_no differ there.
            case "payload" -> named() ? payload(fields).replaceAll("[0-9]{19}", "<id>") : "of such a call";
            case "to_uids" -> uids(fields);
            default -> value.toString();
        };
    }

    private static String uids(JsonObject fields) {
        return fields.getJsonArray("to_uids").stream()
                .map(String::valueOf)
                .sorted()
                .toList()
                .toString();
    }
}
