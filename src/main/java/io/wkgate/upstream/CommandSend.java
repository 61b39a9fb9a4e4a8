package io.wkgate.upstream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * A {@code POST /message/send} of the command messageRevoke (api.json of every version, "cmd-group"); no version has a
 * revoke call of its own.
 *
 * @param body all of it but the client_msg_no
 */
record CommandSend(JsonObject body) {

    private static final String PATH = "/message/send";

    /**
     * For receivers whose packet names the right channel: those of a channel send of v1 and v2, both sides of a person
     * channel too (measured with a chat client).
     */
    static CommandSend revoke(long messageId) {
        return of(param(messageId));
    }

    /**
     * For receivers whose packet may name another channel: the Android client goes by what stands here.
     *
     * @param channelId as the receivers call it: of a person channel the other user
     */
    static CommandSend revoke(long messageId, int channelType, String channelId) {
        return of(param(messageId).put("channel_id", channelId).put("channel_type", channelType));
    }

    static CommandSend revoke(long messageId, ChannelKey group) {
        return revoke(messageId, group.type(), group.id());
    }

    private static JsonObject param(long messageId) {
        return new JsonObject().put("message_id", Long.toString(messageId));
    }

    private static CommandSend of(JsonObject param) {
        JsonObject payload =
                new JsonObject().put("type", 99).put("cmd", "messageRevoke").put("param", param);
        byte[] bytes = payload.encode().getBytes(StandardCharsets.UTF_8);
        return new CommandSend(new JsonObject()
                .put("header", header(0))
                .put("payload", Base64.getEncoder().encodeToString(bytes)));
    }

    static JsonObject header(int noPersist) {
        return new JsonObject().put("no_persist", noPersist).put("red_dot", 0).put("sync_once", 1);
    }

    CommandSend toChannel(int type, String id) {
        return with("channel_id", id).with("channel_type", type);
    }

    CommandSend toSubscribers(List<String> uids) {
        return with("subscribers", new JsonArray(uids));
    }

    CommandSend from(String uid) {
        return with("from_uid", uid);
    }

    /** What v3 asks no permissions of (its setting message.system_device_id). */
    CommandSend fromSystemDevice() {
        return with("device_id", "____device");
    }

    /** Only for who is online. */
    CommandSend notKept() {
        return with("header", header(1));
    }

    private CommandSend with(String field, Object value) {
        return new CommandSend(body.copy().put(field, value));
    }

    /** What is sent, under a new number: v3 takes a number that it knows for the same send, and sends nothing. */
    UpstreamRequest request() {
        return UpstreamRequest.post(PATH, body.copy().put("client_msg_no", "wkgate-" + UUID.randomUUID()));
    }

    /** For people; without the number, which is another one each time. */
    String shown() {
        return UpstreamRequest.post(PATH, body).shown();
    }
}
