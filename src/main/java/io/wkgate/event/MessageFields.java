package io.wkgate.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** What has been read of one entry so far. */
final class MessageFields {

    private static final long UINT8 = 255;
    private static final long UINT32 = 4_294_967_295L;

    private Header header = Header.NONE;
    private long messageId;
    private long messageIdText;
    private boolean inexactId;
    private long messageSeq;
    private String clientMsgNo = "";
    private String fromUid = "";
    private String channelId = "";
    private int channelType;
    private int setting;
    private long expire;
    private long timestamp;
    private Buffer payload = Buffer.buffer();

    /** Reads the value at which the parser stands; a field that is not ours is passed over. */
    void read(String name, JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        switch (name) {
            case "header" -> header = header(json);
            case "message_id" -> readMessageId(json);
            case "message_idstr" -> messageIdText = FieldValue.idFromText("message_idstr", FieldValue.text(name, json));
            case "message_seq" -> messageSeq = FieldValue.wholeNumber(name, json, 0, Long.MAX_VALUE);
            case "client_msg_no" -> clientMsgNo = FieldValue.text(name, json);
            case "from_uid" -> fromUid = FieldValue.text(name, json);
            case "channel_id" -> channelId = FieldValue.text(name, json);
            case "channel_type" -> channelType = (int) FieldValue.wholeNumber(name, json, 0, UINT8);
            case "setting" -> setting = (int) FieldValue.wholeNumber(name, json, 0, UINT8);
            case "expire" -> expire = FieldValue.wholeNumber(name, json, 0, UINT32);
            case "timestamp" -> timestamp = FieldValue.wholeNumber(name, json, 0, Long.MAX_VALUE);
            case "payload" -> payload = FieldValue.base64(name, json);
            default -> json.skipChildren();
        }
    }

    private void readMessageId(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            messageId = FieldValue.idFromText("message_id", FieldValue.text("message_id", json));
        } else if (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            // It went through a language whose numbers end at 2^53; message_idstr still has it exactly.
            inexactId = true;
        } else {
            messageId = FieldValue.wholeNumber("message_id", json, 1, Long.MAX_VALUE);
        }
    }

    static Header header(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new FieldException("header", "not a JSON object");
        }
        boolean noPersist = false;
        boolean redDot = false;
        boolean syncOnce = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "no_persist" -> noPersist = FieldValue.flag("header.no_persist", json);
                case "red_dot" -> redDot = FieldValue.flag("header.red_dot", json);
                case "sync_once" -> syncOnce = FieldValue.flag("header.sync_once", json);
                default -> json.skipChildren();
            }
        }
        return new Header(noPersist, redDot, syncOnce);
    }

    /** @throws FieldException if it is no message without what is missing */
    Message message() {
        long id = messageId != 0 ? messageId : messageIdText;
        if (id == 0) {
            throw new FieldException("message_id", inexactId ? "not a whole number" : "missing");
        }
        ChannelKey channel = ChannelKey.of(channelType, channelId, fromUid);
        return new Message(id, messageSeq, clientMsgNo, fromUid, channel, header, setting, expire, timestamp, payload);
    }
}
