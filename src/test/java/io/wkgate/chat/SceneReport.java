package io.wkgate.chat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** What a scene came to, as text: per send its answer and who received what, per user what {@code /message/sync} gives. */
final class SceneReport {
    private static final List<String> SYNCING_USERS = List.of("u1", "u2", "u4", "u5", "u6");

    private SceneReport() {}

    static String of(ChatScene scene) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        scene.answers().forEach((name, answer) -> {
            lines.add("").add(name + ": " + answered(answer));
            received(scene, name).forEach(line -> lines.add("  " + line));
        });
        for (String uid : SYNCING_USERS) {
            HttpResponse<String> answer = scene.synced(uid);
            lines.add("").add("/message/sync of " + uid + ": " + answer.statusCode());
            if (answer.statusCode() == 200) {
                new JsonArray(answer.body())
                        .stream()
                                .map(row -> "  " + synced((JsonObject) row))
                                .sorted()
                                .forEach(lines::add);
            }
        }
        return lines.toString().stripLeading();
    }

    /** How many messages all devices together have. */
    static long count(ChatScene scene) {
        return scene.received().values().stream().mapToLong(List::size).sum();
    }

    /** Devices in their order; several copies on one device sorted, since v2.0.4 sends them at once. */
    private static List<String> received(ChatScene scene, String name) {
        List<String> lines = new ArrayList<>();
        scene.received()
                .forEach((device, messages) -> messages.stream()
                        .filter(message -> message.text().equals(name))
                        .map(message -> device + ": " + shown(message, name))
                        .sorted()
                        .forEach(lines::add));
        return lines;
    }

    private static String shown(ReceivedMessage message, String name) {
        StringJoiner text = new StringJoiner(" ")
                .add("channel " + steady(message.channelId()) + "/" + message.channelType())
                .add("from '" + message.fromUid() + "'")
                .add("seq " + message.messageSeq());
        if (message.noPersist()) {
            text.add("no_persist");
        }
        if (message.redDot()) {
            text.add("red_dot");
        }
        if (message.syncOnce()) {
            text.add("sync_once");
        }
        if (message.setting() != 0) {
            text.add("setting " + message.setting());
        }
        if (!message.clientMsgNo().equals(ChatScene.number(name))) {
            text.add("other client_msg_no");
        }
        return text.toString();
    }

    private static String synced(JsonObject row) {
        String payload = new String(Base64.getDecoder().decode(row.getString("payload")), StandardCharsets.UTF_8);
        JsonObject header = row.getJsonObject("header");
        return "%s: channel %s/%d from '%s' seq %d%s%s%s"
                .formatted(
                        payload,
                        steady(row.getString("channel_id")),
                        row.getInteger("channel_type"),
                        row.getString("from_uid"),
                        row.getLong("message_seq"),
                        header.getInteger("no_persist") == 1 ? " no_persist" : "",
                        header.getInteger("red_dot") == 1 ? " red_dot" : "",
                        header.getInteger("sync_once") == 1 ? " sync_once" : "");
    }

    private static String answered(HttpResponse<String> answer) {
        JsonObject body = new JsonObject(answer.body());
        Map<String, Object> fields =
                new TreeMap<>(body.getJsonObject("data", body).getMap());
        fields.remove("client_msg_no");
        fields.computeIfPresent("message_id", (field, id) -> ((Number) id).longValue() == 0 ? "0" : "given");
        return answer.statusCode() + " " + fields;
    }

    /** Ids that are made up anew each time. */
    private static String steady(String channelId) {
        return channelId.replaceFirst("^[0-9a-f]{32}(?=@tmp)", "<hex>").replaceFirst("^\\d+(?=____cmd|$)", "<number>");
    }
}
