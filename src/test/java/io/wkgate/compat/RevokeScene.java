package io.wkgate.compat;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatCalls;
import io.wkgate.chat.ChatClient;
import io.wkgate.chat.ReceivedMessage;
import io.wkgate.compat.Bench.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is told of a revoke on one bench: {@code u1} is online with two devices, {@code u2} and {@code u4} with one each;
 * everybody else is away.
 */
final class RevokeScene implements AutoCloseable {

    /** A command as a revoke is one. */
    static final JsonObject KEPT = ChatCalls.header(false, false, true);

    static final JsonObject NOT_KEPT = ChatCalls.header(true, false, true);
    static final JsonObject MESSAGE = ChatCalls.header(false, true, false);

    private static final String EVERYBODY = "everybody";

    private final Bench bench;
    private final Map<String, ChatClient> devices = new LinkedHashMap<>();
    private final Map<String, List<String>> inboxes = new LinkedHashMap<>();
    private final List<String> warm = new ArrayList<>();
    private int texts;

    RevokeScene(Bench bench) {
        this.bench = bench;
        online("u1", ChatClient.APP, "u1 app");
        online("u1", ChatClient.WEB, "u1 web");
        online("u2", ChatClient.APP, "u2 app");
        online("u4", ChatClient.PC, "u4 pc");
        group(EVERYBODY, "u1", "u2", "u4");
    }

    /** One call of {@code /message/send}; its text is its own, by which it is found again. */
    record Sent(String text, Reply answer) {

        boolean refused() {
            return answer.status() != 200;
        }

        /** Of v3; 1, which is success, where none is told. */
        int reason() {
            return refused() ? 0 : answer.json().getInteger("reason", 1);
        }

        boolean accepted() {
            return reason() == 1;
        }

        /** As upstream tells it. */
        String messageId() {
            JsonObject body = answer.json();
            return String.valueOf(body.getJsonObject("data", body).getValue("message_id"));
        }
    }

    static JsonObject group(String id) {
        return ChatCalls.channel(id, ChatCalls.GROUP);
    }

    static JsonObject person(String id) {
        return ChatCalls.channel(id, ChatCalls.PERSON);
    }

    /** A group that had a message lately, which v2.0.10 needs. */
    void group(String id, String... members) {
        create(group(id), members);
        warm.add(id);
    }

    void largeGroup(String id, String... members) {
        create(group(id).put("large", 1), members);
        warm.add(id);
    }

    /** A group without a message. */
    void silentGroup(String id, String... members) {
        create(group(id), members);
    }

    private void create(JsonObject channel, String... members) {
        call("/channel", channel.put("subscribers", JsonArray.of((Object[]) members)));
    }

    /** Sends the groups their first message, and waits until it is everywhere. */
    void warmUp() {
        warm.forEach(id -> send("u1", group(id), MESSAGE));
        settle();
    }

    /** A revoke command. */
    Sent command(String fromUid, JsonObject target) {
        return send(fromUid, target, KEPT);
    }

    Sent send(String fromUid, JsonObject target, JsonObject header) {
        String text = new JsonObject()
                .put("type", 99)
                .put("cmd", "messageRevoke")
                .put("param", new JsonObject().put("message_id", Integer.toString(++texts)))
                .encode();
        return send(fromUid, target, header, "no-" + texts, text);
    }

    Sent send(String fromUid, JsonObject target, JsonObject header, String clientMsgNo, String text) {
        pause();
        return new Sent(
                text,
                call(
                        "/message/send",
                        target.copy()
                                .put("header", header)
                                .put("from_uid", fromUid)
                                .put("client_msg_no", clientMsgNo)
                                .put("payload", encoded(text))));
    }

    Reply call(String path, JsonObject body) {
        return bench.post(path, body);
    }

    /** What a device received of it, copies too. */
    List<ReceivedMessage> received(String device, Sent sent) {
        return devices.get(device).received().stream()
                .filter(message -> message.text().equals(sent.text()))
                .toList();
    }

    /** Whether each of the devices received it. */
    boolean reached(Sent sent, String... those) {
        return List.of(those).stream()
                .noneMatch(device -> received(device, sent).isEmpty());
    }

    boolean reachedAny(Sent sent, String... those) {
        return List.of(those).stream()
                .anyMatch(device -> !received(device, sent).isEmpty());
    }

    /** What came to the webhook of it, each message once. */
    List<JsonObject> echoes(Sent sent) {
        Map<Object, JsonObject> echoes = new LinkedHashMap<>();
        bench.webhook().came("msg.notify").stream()
                .flatMap(came -> new JsonArray(came.body()).stream())
                .map(JsonObject.class::cast)
                .filter(row -> text(row).equals(sent.text()))
                .forEach(row -> echoes.putIfAbsent(row.getValue("message_id"), row));
        return List.copyOf(echoes.values());
    }

    /** Whether a user who was away finds it through {@code /message/sync}, once everything has settled. */
    boolean synced(String uid, Sent sent) {
        return inboxes.computeIfAbsent(uid, this::inbox).contains(sent.text());
    }

    Reply sync(String uid) {
        return call(
                "/message/sync",
                new JsonObject().put("uid", uid).put("message_seq", 0).put("limit", 1000));
    }

    /** Whether a member finds it in the channel's log. */
    boolean logged(String channelId, Sent sent) {
        Reply page = call(
                "/channel/messagesync",
                group(channelId)
                        .put("login_uid", "u1")
                        .put("start_message_seq", 0)
                        .put("end_message_seq", 0)
                        .put("limit", 1000)
                        .put("pull_mode", 1));
        return page.status() == 200
                && page.json().getJsonArray("messages").stream()
                        .anyMatch(row -> text((JsonObject) row).equals(sent.text()));
    }

    /** Waits until everything that was sent has come where it comes. */
    void settle() {
        Sent last = send("u1", group(EVERYBODY), MESSAGE);
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> reached(last, devices.keySet().toArray(String[]::new)));
        bench.webhook().await("msg.notify", came -> came.body().contains(encoded(last.text())));
        awaitQuiet(bench.real() ? Duration.ofMillis(1500) : Duration.ofMillis(150));
    }

    @Override
    public void close() {
        devices.values().forEach(ChatClient::close);
    }

    private void online(String uid, int deviceFlag, String device) {
        call(
                "/user/token",
                new JsonObject()
                        .put("uid", uid)
                        .put("token", "t")
                        .put("device_flag", deviceFlag)
                        .put("device_level", 1));
        devices.put(device, ChatClient.connect(bench.webSocket(), uid, "t", deviceFlag));
    }

    private List<String> inbox(String uid) {
        Reply answer = sync(uid);
        if (answer.status() != 200) {
            throw new IllegalStateException("/message/sync of " + uid + ": " + answer.body());
        }
        return new JsonArray(answer.body())
                .stream().map(row -> text((JsonObject) row)).toList();
    }

    private void awaitQuiet(Duration quiet) {
        long[] last = {-1, System.nanoTime()};
        await().pollInterval(Duration.ofMillis(10)).until(() -> {
            long now = bench.webhook().came("msg.notify").size()
                    + devices.values().stream()
                            .mapToLong(device -> device.received().size())
                            .sum();
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] > quiet.toNanos();
        });
    }

    /** A real v2 goes on working on a message after its answer, and mixes up what comes at once. */
    private void pause() {
        if (bench.real()) {
            awaitQuiet(Duration.ofMillis(200));
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonObject row) {
        return new String(Base64.getDecoder().decode(row.getString("payload", "")), StandardCharsets.UTF_8);
    }
}
