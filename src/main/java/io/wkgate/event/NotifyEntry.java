package io.wkgate.event;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a message of upstream's log as the element of a msg.notify that upstream would have sent: the same fields in the
 * same order (webhooks.jsonl of every version). What the log does not tell is left out, or 0 where the field is always
 * there. {@link EntryReader} reads the same message from it.
 *
 * <p>Other than v2's webhook it names the recipient of a message without a sender, which only the log knows.
 */
public enum NotifyEntry {
    /** A person channel is named by the other user. Its queue of msg.notify keeps no topic. */
    ONE(without(ShapeOne.NOTIFIED, Set.of("streams"))),
    /** As on v1, but the channel with oneself is named by the joined id. The topic and the streams' fields are there if they hold something. */
    TWO(without(
            ShapeTwo.NOTIFIED,
            // Of a stream the webhook has the opening only, and the log what came of it later.
            Set.of("end", "end_reason", "error", "stream_data", "event_meta", "event_sync_hint"))),
    /** A person channel is named by the joined id. */
    THREE(List.of(
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

    private static List<String> without(List<String> fields, Set<String> left) {
        return fields.stream().filter(name -> !left.contains(name)).toList();
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
                json.appendString(before)
                        .appendBytes(GoText.quoted(name))
                        .appendString(":")
                        .appendBytes(value);
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
        String sender = message.fromUid().isEmpty() ? ChannelKey.SYSTEM_UID : message.fromUid();
        String other = channel.other(sender).orElse(channel.id());
        return switch (this) {
            case ONE -> other;
            case TWO -> other.equals(sender) ? channel.id() : other;
            case THREE -> channel.id();
        };
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
        return value instanceof Number number && number.longValue() != 0 ? number(number.longValue()) : new byte[0];
    }
}
