package io.wkgate.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.Message;
import java.util.List;

/** Completes rows of wkgate's own {@code message} table; their source stays repair. */
final class NativeCompleting implements Completing {

    @Override
    public List<Statement> find(List<Message> messages) {
        return KeyList.of(messages.stream().map(Message::messageId).toList()).stream()
                .map(ids -> new Statement(
                        "SELECT message_id, client_msg_no, red_dot, setting, expire, timestamp FROM message"
                                + " FORCE INDEX (PRIMARY) WHERE message_id IN (" + ids.marks() + ") AND source = ?",
                        ids.addTo(Tuple.tuple()).addString(Source.REPAIR.column())))
                .toList();
    }

    @Override
    public Details read(Row row) {
        return new Details(
                row.getLong("message_id"),
                row.getString("client_msg_no"),
                row.getInteger("red_dot") != 0,
                row.getInteger("setting"),
                row.getLong("expire"),
                row.getLong("timestamp"));
    }

    @Override
    public Statement write(Message message, Details details) {
        return new Statement(
                "UPDATE message SET client_msg_no = ?, red_dot = ?, setting = ?, expire = ?, timestamp = ?"
                        + " WHERE message_id = ?",
                Tuple.of(
                        details.clientMsgNo(),
                        details.redDot() ? 1 : 0,
                        details.setting(),
                        details.expire(),
                        details.timestamp(),
                        details.messageId()));
    }
}
