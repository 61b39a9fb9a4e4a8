package io.wkgate.repair;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import java.util.Base64;

/** A message as it stands in upstream's own log. */
record LoggedMessage(
        long id, long seq, ChannelKey channel, String sender, String clientMsgNo, long timestamp, byte[] payload) {

    /** One of an answer, in which messages have the names of a msg.notify. */
    static LoggedMessage of(JsonObject row, ChannelKey channel) {
        return new LoggedMessage(
                Long.parseLong(String.valueOf(row.getValue("message_id"))),
                row.getLong("message_seq"),
                channel,
                row.getString("from_uid"),
                row.getString("client_msg_no"),
                row.getLong("timestamp"),
                Base64.getDecoder().decode(row.getString("payload")));
    }
}
