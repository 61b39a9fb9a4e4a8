package io.wkgate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Messages in the shape in which one version shows them, field order included. */
final class Bodies {
    /** What v1 and v2 write when a compressed list is longer than the limit: the head of a gzip stream, never closed. */
    private static final String EMPTY_GZIP = "H4sIAAAAAAAA/w==";

    private final Profile profile;
    private final int compressAbove;
    private final Streams streams;

    Bodies(Profile profile, int compressAbove, Streams streams) {
        this.profile = profile;
        this.compressAbove = compressAbove;
        this.streams = streams;
    }

    JsonArray notification(List<StoredMessage> messages) {
        JsonArray array = new JsonArray();
        messages.forEach(message -> array.add(notified(message)));
        return array;
    }

    JsonObject offline(StoredMessage message, List<String> uids) {
        JsonObject body = profile.line() == Line.THREE ? notified(message) : offlineMessage(message);
        if (compressAbove > 0 && uids.size() > compressAbove) {
            // v3 leaves the empty list out, v1 and v2 keep it.
            if (profile.line() != Line.THREE) {
                body.put("to_uids", new JsonArray());
            }
            body.put("compress", "gzip").put("compress_to_uids", compressed(uids));
        } else {
            body.put("to_uids", new JsonArray(List.copyOf(uids)));
        }
        if (profile.has(Trait.OFFLINE_NAMES_SOURCE)) {
            body.put("source_id", 1);
        }
        return body;
    }

    /** A message in an answer of the API. */
    JsonObject synced(StoredMessage message, String loginUid) {
        if (profile.line() != Line.THREE) {
            return beforeThree(message, shownSender(message), shownChannel(message))
                    .mergeIn(streams.shown(message));
        }
        String shown =
                ChannelIds.shown(ChannelIds.withoutCommand(message.channelId()), message.channelType(), loginUid);
        JsonObject header = new Header(false, false, message.header().syncOnce()).json();
        return fields(header, message, message.fromUid(), shown)
                .put("expire", 0)
                // v3's log gives no time for a chat message, but does for a command.
                .put("timestamp", message.header().syncOnce() ? message.timestamp() : 0)
                .put("payload", message.base64());
    }

    private JsonObject notified(StoredMessage message) {
        if (profile.line() != Line.THREE) {
            return beforeThree(message, shownSender(message), shownChannel(message));
        }
        JsonObject body = new JsonObject()
                .put("header", new Header(false, false, message.header().syncOnce()).json())
                .put("setting", message.setting());
        if (!message.topic().isEmpty()) {
            body.put("topic", message.topic());
        }
        return body.put("expire", message.expire())
                .mergeIn(identity(message, message.fromUid(), message.channelId()))
                .put("timestamp", message.timestamp())
                .put("payload", message.base64());
    }

    /** msg.offline of v1 and v2 shows the channel of the request, and v2 its own name as the sender. */
    private JsonObject offlineMessage(StoredMessage message) {
        String channel = profile.has(Trait.OFFLINE_NAMES_PLAIN_TEMPORARY_CHANNEL)
                ? ChannelIds.withoutCommand(message.sentTo())
                : message.sentTo();
        return beforeThree(message, message.fromUid(), channel);
    }

    private JsonObject beforeThree(StoredMessage message, String fromUid, String channelId) {
        JsonObject body = fields(message.header().json(), message, fromUid, channelId);
        if (!message.topic().isEmpty()) {
            body.put("topic", message.topic());
        }
        return body.put("expire", message.expire())
                .put("timestamp", message.timestamp())
                .put("payload", message.base64());
    }

    private JsonObject fields(JsonObject header, StoredMessage message, String fromUid, String channelId) {
        return new JsonObject()
                .put("header", header)
                .put("setting", message.setting())
                .mergeIn(identity(message, fromUid, channelId));
    }

    private JsonObject identity(StoredMessage message, String fromUid, String channelId) {
        return new JsonObject()
                .put("message_id", message.messageId())
                .put("message_idstr", Long.toString(message.messageId()))
                .put("client_msg_no", message.clientMsgNo())
                .put("message_seq", message.messageSeq())
                .put("from_uid", fromUid)
                .put("channel_id", channelId)
                .put("channel_type", message.channelType());
    }

    private String shownSender(StoredMessage message) {
        return profile.line() == Line.TWO && message.fromUid().equals(ChannelIds.SYSTEM) ? "" : message.fromUid();
    }

    /** v1 keeps the id of the request, v2 the joined one; both then show the part that is not the sender. */
    private String shownChannel(StoredMessage message) {
        String kept = profile.line() == Line.ONE ? message.sentTo() : message.channelId();
        return ChannelIds.shown(kept, message.channelType(), shownSender(message));
    }

    private String compressed(List<String> uids) {
        if (profile.has(Trait.COMPRESSION_LOSES_DATA)) {
            return EMPTY_GZIP;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write((new JsonArray(List.copyOf(uids)).encode() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
