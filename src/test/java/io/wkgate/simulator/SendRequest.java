package io.wkgate.simulator;

import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** The body of {@code /message/send} and {@code /message/sendbatch}. */
record SendRequest(
        Header header,
        String clientMsgNo,
        String fromUid,
        String deviceId,
        String channelId,
        int channelType,
        List<String> subscribers,
        int setting,
        String topic,
        long expire,
        byte[] payload) {

    /** The setting of the parts of a stream (v1.2.6, v2.0.10; measured). */
    private static final int STREAM_PART = 4;

    /** v1 and v2 take neither setting nor topic from the API, v2.2.5 only that it is a stream; v3 takes both (measured). */
    static SendRequest of(JsonObject body, Profile profile) {
        JsonObject header = body.getJsonObject("header", new JsonObject());
        return new SendRequest(
                new Header(flag(header, "no_persist"), flag(header, "red_dot"), flag(header, "sync_once")),
                text(body, "client_msg_no"),
                text(body, "from_uid"),
                text(body, "device_id"),
                text(body, "channel_id"),
                body.getInteger("channel_type", 0),
                Call.uids(body, "subscribers"),
                setting(body, profile),
                profile.has(Trait.KEEPS_SETTING_AND_TOPIC) ? text(body, "topic") : "",
                body.getLong("expire", 0L),
                Base64.getDecoder().decode(text(body, "payload")));
    }

    SendRequest to(String channel, int type) {
        return new SendRequest(
                header, clientMsgNo, fromUid, deviceId, channel, type, List.of(), setting, topic, expire, payload);
    }

    SendRequest from(String uid) {
        return new SendRequest(
                header,
                clientMsgNo,
                uid,
                deviceId,
                channelId,
                channelType,
                subscribers,
                setting,
                topic,
                expire,
                payload);
    }

    SendRequest numbered(String number) {
        return new SendRequest(
                header,
                number,
                fromUid,
                deviceId,
                channelId,
                channelType,
                subscribers,
                setting,
                topic,
                expire,
                payload);
    }

    /** v1 and v2 number a message themselves when the request does not: a UUID without dashes and a 0. */
    static String newClientMsgNo() {
        return UUID.randomUUID().toString().replace("-", "") + "0";
    }

    StoredMessage draft(long messageId, String logChannel) {
        return new StoredMessage(
                messageId,
                0,
                clientMsgNo,
                fromUid,
                logChannel,
                channelType,
                channelId,
                header,
                setting,
                topic,
                expire,
                (int) (System.currentTimeMillis() / 1000),
                payload);
    }

    private static int setting(JsonObject body, Profile profile) {
        if (profile.has(Trait.KEEPS_SETTING_AND_TOPIC)) {
            return body.getInteger("setting", 0);
        }
        if (!text(body, "stream_no").isEmpty()) {
            return STREAM_PART;
        }
        return profile.has(Trait.KNOWS_IS_STREAM) && body.getInteger("is_stream", 0) == 1 ? Streams.SETTING : 0;
    }

    private static boolean flag(JsonObject header, String name) {
        return header.getInteger(name, 0) == 1;
    }

    private static String text(JsonObject body, String name) {
        return body.getString(name, "");
    }
}
