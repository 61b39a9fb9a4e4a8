package io.wkgate.event;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a message of upstream's log as the element of a msg.notify that upstream would have sent: the same fields in the
 * same order (webhooks.jsonl of every version). What the log does not tell is left out, or 0 where the field is always
 * there. {@link EntryReader} reads the same message from it.
 *
 * <p>Other than v2's webhook it names the recipient of a message without a sender, which only the log knows.
 */
public enum NotifyEntry {
    /** v1 and v2 name a person channel by the other user. The streams' fields and the topic are there where they hold something. */
    BY_PEER(List.of(
            "header",
            "setting",
            "message_id",
            "message_idstr",
            "client_msg_no",
            "stream_no",
            "stream_seq",
            "stream_flag",
            "message_seq",
            "from_uid",
            "channel_id",
            "channel_type",
            "topic",
            "expire",
            "timestamp",
            "payload")),
    /** v3 names a person channel by the joined id. */
    BY_JOINED_ID(List.of(
            "header",
            "setting",
            "topic",
            "expire",
            "message_id",
            "message_idstr",
            "client_msg_no",
            "message_seq",
            "from_uid",
            "channel_id",
            "channel_type",
            "timestamp",
            "payload"));

    private final List<String> names;

    NotifyEntry(List<String> names) {
        this.names = names;
    }

    /**
     * The bytes of the element.
     *
     * @param row what else the log has of it: a field that the message does not hold comes from there, if it is there
     */
    public Buffer write(Message message, JsonObject row) {
        Buffer json = Buffer.buffer(256 + message.payload().length() * 4 / 3);
        String before = "{";
        for (String name : names) {
            byte[] value = value(name, message, row);
            if (value.length > 0) {
                json.appendString(before).appendBytes(GoText.quoted(name)).appendString(":").appendBytes(value);
                before = ",";
            }
        }
        return json.appendString("}");
    }

    private byte[] value(String name, Message message, JsonObject row) {
        return switch (name) {
            case "header" -> new WireHeader(message.header(), true).written();
            case "setting" -> number(message.setting());
            case "message_id" -> number(message.messageId());
            case "message_idstr" -> GoText.quoted(Long.toString(message.messageId()));
            case "client_msg_no" -> GoText.quoted(message.clientMsgNo());
            case "message_seq" -> number(message.messageSeq());
            case "from_uid" -> GoText.quoted(message.fromUid());
            case "channel_id" -> GoText.quoted(channelId(message));
            case "channel_type" -> number(message.channel().type());
            case "expire" -> number(message.expire());
            case "timestamp" -> number(message.timestamp());
            case "payload" -> payload(message);
            default -> more(row.getValue(name));
        };
    }

    private String channelId(Message message) {
        ChannelKey channel = message.channel();
        if (this == BY_JOINED_ID) {
            return channel.id();
        }
        String sender = message.fromUid().isEmpty() ? ChannelKey.SYSTEM_UID : message.fromUid();
        return channel.other(sender).orElse(channel.id());
    }

    private static byte[] payload(Message message) {
        byte[] base64 = Base64.getEncoder().encode(message.payload().getBytes());
        return Buffer.buffer(base64.length + 2)
                .appendByte((byte) '"')
                .appendBytes(base64)
                .appendByte((byte) '"')
                .getBytes();
    }

    private static byte[] number(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    /** Upstream leaves such a field out where it holds nothing. */
    private static byte[] more(@Nullable Object value) {
        if (value instanceof String text && !text.isEmpty()) {
            return GoText.quoted(text);
        }
        return value instanceof Number number && number.longValue() != 0
                ? number(number.longValue())
                : new byte[0];
    }
}
