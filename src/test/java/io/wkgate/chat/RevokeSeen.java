package io.wkgate.chat;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A command that tells a client to revoke a message.
 *
 * @param messageId the message that is revoked, all that the JavaScript client looks at
 * @param channelId the channel whose extras the Android client fetches: the one in param, else the packet's own
 */
public record RevokeSeen(String messageId, String channelId, int channelType) {
    private static final String COMMAND = "messageRevoke";

    static Optional<RevokeSeen> in(ReceivedMessage message) {
        JsonObject payload;
        try {
            payload = new JsonObject(message.text());
        } catch (DecodeException e) {
            return Optional.empty();
        }
        if (!COMMAND.equals(payload.getValue("cmd"))) {
            return Optional.empty();
        }
        JsonObject param = payload.getJsonObject("param", new JsonObject());
        boolean named = !param.getString("channel_id", "").isEmpty();
        return Optional.of(new RevokeSeen(
                String.valueOf(param.getValue("message_id", "")),
                named ? param.getString("channel_id") : message.channelId(),
                named ? param.getInteger("channel_type", 0) : message.channelType()));
    }
}
