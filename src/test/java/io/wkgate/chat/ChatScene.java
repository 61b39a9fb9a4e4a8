package io.wkgate.chat;

import static io.wkgate.chat.SceneSend.DISBANDED_GROUP;
import static io.wkgate.chat.SceneSend.GROUP_OF_ALL;
import static io.wkgate.chat.SceneSend.GROUP_WITHOUT_COMMANDS;
import static io.wkgate.chat.SceneSend.GROUP_WITHOUT_MESSAGES;
import static io.wkgate.chat.SceneSend.LARGE_GROUP;
import static io.wkgate.chat.SceneSend.MUTED_GROUP;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The same users, groups and sends on every version: u1 is connected with two devices, u2 and u3 with one each, u4 and u5
 * are away. On v3, u5 is bound to the commands of its channels and u6 to a group that never gets one.
 */
final class ChatScene implements AutoCloseable {
    private static final String[] EVERYBODY = {"u1", "u2", "u3", "u4", "u5"};

    private final ChatCalls calls;
    private final Map<String, ChatClient> clients = new LinkedHashMap<>();
    private final Map<String, HttpResponse<String>> answers = new LinkedHashMap<>();

    ChatScene(ChatUpstream upstream) {
        calls = new ChatCalls(upstream.api());
        connect(upstream, "u1", ChatClient.APP, "u1 app");
        connect(upstream, "u1", ChatClient.WEB, "u1 web");
        connect(upstream, "u2", ChatClient.APP, "u2 app");
        connect(upstream, "u3", ChatClient.PC, "u3 pc");
        calls.group(GROUP_OF_ALL, false, EVERYBODY);
        calls.group(LARGE_GROUP, true, EVERYBODY);
        calls.group(DISBANDED_GROUP, false, EVERYBODY);
        calls.group(GROUP_WITHOUT_MESSAGES, false, EVERYBODY);
        calls.group(MUTED_GROUP, false, EVERYBODY);
        calls.group(GROUP_WITHOUT_COMMANDS, false, "u6");
        calls.post(
                "/channel/whitelist_add",
                ChatCalls.channel(MUTED_GROUP, ChatCalls.GROUP).put("uids", JsonArray.of("u1")));
        calls.post(
                "/channel/info",
                ChatCalls.channel(DISBANDED_GROUP, ChatCalls.GROUP).put("disband", 1));
        bind("u5", GROUP_OF_ALL, ChatCalls.GROUP);
        bind("u5", LARGE_GROUP, ChatCalls.GROUP);
        bind("u5", joined("u1", "u5"), ChatCalls.PERSON);
        bind("u6", GROUP_WITHOUT_COMMANDS, ChatCalls.GROUP);
    }

    /**
     * Sends everything, one after the other.
     *
     * @param pause after each, since v2 goes on working on a message after its answer
     */
    void play(Duration pause) throws InterruptedException {
        for (SceneSend send : SceneSend.all()) {
            Thread.sleep(pause.toMillis());
            answers.put(
                    send.name(),
                    calls.send(send.target(), send.fromUid(), send.header(), number(send.name()), send.name()));
        }
    }

    /** The client_msg_no that a message was sent with. */
    static String number(String name) {
        return name.replace(' ', '-');
    }

    Map<String, HttpResponse<String>> answers() {
        return answers;
    }

    /** What each device received. */
    Map<String, List<ReceivedMessage>> received() {
        Map<String, List<ReceivedMessage>> received = new LinkedHashMap<>();
        clients.forEach((device, client) -> received.put(device, client.received()));
        return received;
    }

    HttpResponse<String> synced(String uid) {
        return calls.post(
                "/message/sync",
                new JsonObject().put("uid", uid).put("message_seq", 0).put("limit", 1000));
    }

    @Override
    public void close() {
        clients.values().forEach(ChatClient::close);
    }

    private void connect(ChatUpstream upstream, String uid, int deviceFlag, String device) {
        calls.token(uid, deviceFlag);
        clients.put(device, ChatClient.connect(upstream.webSocket(), uid, "t", deviceFlag));
    }

    /** Only v3 has the call. */
    private void bind(String uid, String channelId, int channelType) {
        calls.post(
                "/message/cmd/bind", ChatCalls.channel(channelId, channelType).put("uid", uid));
    }

    private static String joined(String one, String other) {
        return crc32(one) > crc32(other) ? one + "@" + other : other + "@" + one;
    }

    private static long crc32(String uid) {
        CRC32 crc = new CRC32();
        crc.update(uid.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
