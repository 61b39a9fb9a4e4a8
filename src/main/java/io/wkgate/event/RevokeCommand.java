package io.wkgate.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Optional;

/**
 * A command that tells clients to revoke a message: {@code {"type":99,"cmd":"messageRevoke","param":{"message_id":…}}}.
 *
 * @param messageId the message that is revoked, not the command itself
 */
public record RevokeCommand(long messageId) {

    private static final int TYPE = 99;
    private static final String CMD = "messageRevoke";

    /**
     * The revoke that a command's payload orders; empty for every other payload, also for one that is no JSON. The id may
     * be a text or a number, as clients take both. Never throws, and reads no further than it must.
     */
    public static Optional<RevokeCommand> of(Buffer payload) {
        try (JsonParser json = WireJson.FACTORY.createParser(payload.getBytes())) {
            return read(json);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<RevokeCommand> read(JsonParser json) throws IOException {
        boolean type = false;
        boolean cmd = false;
        long messageId = 0;
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "type" -> type = number(json) == TYPE;
                case "cmd" -> cmd = json.currentToken() == JsonToken.VALUE_STRING && CMD.equals(json.getText());
                case "param" -> messageId = paramMessageId(json);
                default -> json.skipChildren();
            }
            if (type && cmd && messageId > 0) {
                return Optional.of(new RevokeCommand(messageId));
            }
        }
        return Optional.empty();
    }

    private static long paramMessageId(JsonParser json) throws IOException {
        long messageId = 0;
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return messageId;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("message_id")) {
                messageId = number(json);
            } else {
                json.skipChildren();
            }
        }
        return messageId;
    }

    /** A whole number, written as one or as a text; 0 for everything else. */
    private static long number(JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT -> {
                try {
                    return Long.parseLong(json.getText());
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
            default -> {
                json.skipChildren();
                return 0;
            }
        }
    }
}
