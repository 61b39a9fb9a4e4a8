package io.wkgate.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads TangSengDaoDaoServer's five tables of messages, and its {@code message_extra} for what is revoked. */
final class TsddReading implements Reading {

    private static final String MESSAGE_ID = "CAST(m.message_id AS SIGNED)";

    private static final String COLUMNS =
            "message_id, message_seq, client_msg_no, header, setting, from_uid, channel_id,"
                    + " channel_type, `timestamp`, payload, expire, is_deleted";

    private static final String SELECT = "SELECT " + MESSAGE_ID + " AS id, m.message_seq, m.client_msg_no, m.header,"
            + " m.setting, m.from_uid, m.channel_id, m.channel_type, m.`timestamp`, m.payload, m.expire, e.`revoke`,"
            + " e.revoker, e.version";

    private static final String EXTRA = " LEFT JOIN message_extra e ON e.message_id = m.message_id";

    /** Its collation takes g1 and G1 for one; the second condition does not, and leaves the first one its index. */
    private static final String CHANNEL =
            " m.channel_id = ? AND m.channel_id = ? COLLATE utf8mb4_bin AND m.channel_type = ?";

    private static final String FIND = SELECT + " FROM ("
            + TsddLayout.tables().stream()
                    .map(table -> "SELECT " + COLUMNS + " FROM `" + table + "` WHERE message_id = ?")
                    .collect(Collectors.joining(" UNION ALL "))
            + ") m" + EXTRA;

    @Override
    public Statement find(long messageId) {
        Tuple parameters = Tuple.tuple();
        TsddLayout.tables().forEach(table -> parameters.addString(Long.toString(messageId)));
        return new Statement(FIND, parameters);
    }

    @Override
    public Statement copies(String clientMsgNo, ChannelKey channel) {
        return new Statement(
                SELECT + from(channel) + " WHERE m.client_msg_no = ? AND m.client_msg_no = ? COLLATE utf8mb4_bin AND"
                        + CHANNEL + " ORDER BY id LIMIT " + MessageReader.MAX_COPIES,
                channel(Tuple.of(clientMsgNo, clientMsgNo), channel));
    }

    /**
     * Within one number ids are compared as texts, for an index has them as such; upstream's have had nineteen digits each
     * since 2018. With the index that {@link MessageReader#page} speaks of no row is read to be passed over.
     */
    @Override
    public Statement page(ChannelKey channel, Page page) {
        return new Statement(
                // Not with NOT EXISTS: MariaDB may read the whole of message_extra for it first.
                SELECT + " FROM (SELECT m.id FROM " + TsddLayout.table(channel) + " m LEFT JOIN message_extra e"
                        + " ON e.message_id = m.message_id AND e.is_deleted <> 0 WHERE" + CHANNEL
                        + " AND m.is_deleted = 0 AND e.message_id IS NULL AND "
                        + Reading.bounds(page, "m.message_seq", "m.message_id", MESSAGE_ID)
                        + Reading.order(page, "m.message_seq", "m.message_id") + " LIMIT ?) places JOIN "
                        + TsddLayout.table(channel) + " m ON m.id = places.id" + EXTRA,
                Reading.boundsOf(
                                page,
                                channel(Tuple.tuple(), channel),
                                (parameters, id) -> parameters.addString(idText(id)))
                        .addInteger(page.limit()));
    }

    /** By the unique key; what its server has deleted for everybody is stored all the same. */
    @Override
    public Statement stored(ChannelKey channel, KeyList<Long> messageIds) {
        KeyList<String> texts =
                new KeyList<>(messageIds.keys().stream().map(String::valueOf).toList());
        return new Statement(
                "SELECT " + MESSAGE_ID + " AS id FROM " + TsddLayout.table(channel) + " m WHERE m.message_id IN ("
                        + texts.marks() + ")",
                texts.addTo(Tuple.tuple()));
    }

    @Override
    public Optional<Statement> senders(ChannelKey channel, int limit) {
        return Optional.empty();
    }

    /** A letter is behind every digit. */
    private static String idText(long id) {
        return id == Long.MAX_VALUE ? "A" : Long.toString(id);
    }

    @Override
    public Comparator<Message> order() {
        return Comparator.comparingLong(Message::messageSeq)
                .thenComparing(message -> Long.toString(message.messageId()));
    }

    private static String from(ChannelKey channel) {
        return " FROM " + TsddLayout.table(channel) + " m" + EXTRA;
    }

    private static Tuple channel(Tuple parameters, ChannelKey channel) {
        return parameters.addString(channel.id()).addString(channel.id()).addInteger(channel.type());
    }

    @Override
    public StoredMessage read(Row row) {
        Message message = new Message(
                row.getLong("id"),
                row.getLong("message_seq"),
                row.getString("client_msg_no"),
                row.getString("from_uid"),
                new ChannelKey(row.getInteger("channel_type"), row.getString("channel_id")),
                TsddHeader.read(row.getString("header")),
                row.getInteger("setting"),
                row.getLong("expire"),
                row.getLong("timestamp"),
                row.getBuffer("payload"));
        return new StoredMessage(message, mark(row));
    }

    private static Optional<Mark> mark(Row row) {
        Integer revoked = row.getInteger("revoke");
        if (revoked == null || revoked == 0) {
            return Optional.empty();
        }
        Instant at = Instant.EPOCH.plus(row.getLong("version"), ChronoUnit.MICROS);
        return Optional.of(new Mark(row.getString("revoker"), at));
    }
}
