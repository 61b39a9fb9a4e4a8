package io.wkgate.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.Header;
import io.wkgate.event.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Completes rows of TangSengDaoDaoServer's five tables of messages. They do not say where a row came from, so any of them
 * may be; one that its own server wrote from the same webhook lacks nothing.
 */
final class TsddCompleting implements Completing {

    @Override
    public List<Statement> find(List<Message> messages) {
        Map<String, List<String>> byTable = new TreeMap<>();
        for (Message message : messages) {
            byTable.computeIfAbsent(TsddLayout.table(message.channel()), table -> new ArrayList<>())
                    .add(Long.toString(message.messageId()));
        }
        List<Statement> statements = new ArrayList<>();
        byTable.forEach((table, all) -> KeyList.of(all).forEach(ids -> statements.add(find(table, ids))));
        return statements;
    }

    private static Statement find(String table, KeyList<String> ids) {
        return new Statement(
                "SELECT message_id, client_msg_no, header, setting, expire, `timestamp` FROM " + table
                        + " WHERE message_id IN (" + ids.marks() + ")",
                ids.addTo(Tuple.tuple()));
    }

    @Override
    public Details read(Row row) {
        return new Details(
                Long.parseLong(row.getString("message_id")),
                row.getString("client_msg_no"),
                TsddHeader.read(row.getString("header")).redDot(),
                row.getInteger("setting"),
                row.getLong("expire"),
                row.getLong("timestamp"));
    }

    @Override
    public Statement write(Message message, Details details) {
        Header header = new Header(
                message.header().noPersist(), details.redDot(), message.header().syncOnce());
        Tuple row = Tuple.of(details.clientMsgNo(), TsddHeader.write(header));
        TsddLayout.settings(details.setting(), row);
        row.addLong(details.timestamp());
        TsddLayout.expiry(details.expire(), details.timestamp(), row);
        return new Statement(
                "UPDATE " + TsddLayout.table(message.channel())
                        + " SET client_msg_no = ?, header = ?, setting = ?, `signal` = ?, `timestamp` = ?, expire = ?,"
                        + " expire_at = ? WHERE message_id = ?",
                row.addString(Long.toString(details.messageId())));
    }
}
