package io.wkgate.api;

import io.vertx.core.json.JsonObject;
import io.wkgate.config.ReadingSettings;
import io.wkgate.config.ReadingSettings.RevokedContent;
import io.wkgate.event.Message;
import io.wkgate.store.Mark;
import io.wkgate.store.StoredMessage;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Messages as they are shown to whoever reads them, revoked ones with their mark and, as configured, without content. */
final class ShownMessage {

    private final boolean keepsContent;
    private final RevokedText text;

    ShownMessage(ReadingSettings settings) {
        this.keepsContent = settings.revokedContent() == RevokedContent.KEEP;
        this.text = new RevokedText(settings);
    }

    /** @param keptNames how those who revoked were called when they did, by message id */
    JsonObject json(StoredMessage stored, Viewer viewer, Map<Long, String> keptNames) {
        Message message = stored.message();
        JsonObject json = new JsonObject()
                .put("message_id", Long.toString(message.messageId()))
                .put("message_seq", message.messageSeq())
                .put("client_msg_no", message.clientMsgNo())
                .put("from_uid", message.fromUid())
                .put("channel_id", viewer.channelId(message.channel()))
                .put("channel_type", message.channel().type())
                .put("red_dot", message.header().redDot())
                .put("setting", message.setting())
                .put("expire", message.expire())
                .put("timestamp", sentAt(message).toString());
        if (stored.mark().isEmpty() || keepsContent || viewer.admin()) {
            json.put("payload", payload(message));
        }
        stored.mark().ifPresent(mark -> json.put("revoked", revoked(message, mark, viewer, keptNames)));
        return json;
    }

    private static Instant sentAt(Message message) {
        return message.timestamp() == 0 ? message.idTime() : Instant.ofEpochSecond(message.timestamp());
    }

    static String payload(Message message) {
        return Base64.getEncoder().encodeToString(message.payload().getBytes());
    }

    private JsonObject revoked(Message message, Mark mark, Viewer viewer, Map<Long, String> keptNames) {
        String name = viewer.names()
                .of(mark.revokerUid())
                .or(() -> Optional.ofNullable(keptNames.get(message.messageId())))
                .orElse(mark.revokerUid());
        return new JsonObject()
                .put("by", mark.revokerUid())
                .put("name", name)
                .put("at", mark.at().toString())
                .put("text", text.of(viewer.language(), name));
    }
}
