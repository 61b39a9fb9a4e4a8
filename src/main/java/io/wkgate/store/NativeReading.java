package io.wkgate.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Header;
import io.wkgate.event.Message;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;

/** Reads wkgate's own {@code message} table. */
final class NativeReading implements Reading {

    private static final String SELECT = "SELECT message_id, message_seq, client_msg_no, from_uid, channel_id,"
            + " channel_type, red_dot, setting, expire, timestamp, payload, is_revoked, revoked_at, revoker_id FROM message";

    /** The index holds all that the places are found by, so that no row is read to be passed over. */
    private static final String PLACES =
            " JOIN (SELECT message_id AS place FROM message WHERE channel_id = ? AND channel_type = ? AND ";

    @Override
    public Statement find(long messageId) {
        return new Statement(SELECT + " WHERE message_id = ?", Tuple.of(messageId));
    }

    @Override
    public Statement copies(String clientMsgNo, ChannelKey channel) {
        return new Statement(
                SELECT + " WHERE client_msg_no = ? AND channel_id = ? AND channel_type = ? ORDER BY message_id LIMIT "
                        + MessageReader.MAX_COPIES,
                Tuple.of(clientMsgNo, channel.id(), channel.type()));
    }

    @Override
    public Statement page(ChannelKey channel, Page page) {
        return new Statement(
                SELECT + PLACES + Reading.bounds(page, "message_seq", "message_id", "message_id")
                        + Reading.order(page, "message_seq", "message_id") + " LIMIT ?) places ON message_id = place",
                Reading.boundsOf(page, Tuple.of(channel.id(), channel.type()), Tuple::addLong)
                        .addInteger(page.limit()));
    }

    /** By the primary key: a message_id is of one channel. */
    @Override
    public Statement stored(ChannelKey channel, KeyList<Long> messageIds) {
        return new Statement(
                "SELECT message_id AS id FROM message FORCE INDEX (PRIMARY) WHERE message_id IN (" + messageIds.marks()
                        + ")",
                messageIds.addTo(Tuple.tuple()));
    }

    @Override
    public Optional<Statement> senders(ChannelKey channel, int limit) {
        return Optional.of(new Statement(
                "SELECT from_uid FROM (SELECT from_uid, message_seq FROM message FORCE INDEX (channel)"
                        + " WHERE channel_id = ? AND channel_type = ? ORDER BY message_seq DESC LIMIT "
                        + MessageReader.MESSAGES_OF_SENDERS
                        + ") newest WHERE from_uid <> '' GROUP BY from_uid ORDER BY MIN(message_seq), from_uid LIMIT ?",
                Tuple.of(channel.id(), channel.type(), limit)));
    }

    @Override
    public Comparator<Message> order() {
        return Comparator.comparingLong(Message::messageSeq).thenComparingLong(Message::messageId);
    }

    @Override
    public StoredMessage read(Row row) {
        Message message = new Message(
                row.getLong("message_id"),
                row.getLong("message_seq"),
                row.getString("client_msg_no"),
                row.getString("from_uid"),
                new ChannelKey(row.getInteger("channel_type"), row.getString("channel_id")),
                new Header(false, row.getInteger("red_dot") != 0, false),
                row.getInteger("setting"),
                row.getLong("expire"),
                row.getLong("timestamp"),
                row.getBuffer("payload"));
        return new StoredMessage(message, mark(row));
    }

    private static Optional<Mark> mark(Row row) {
        return row.getInteger("is_revoked") == 0
                ? Optional.empty()
                : Optional.of(new Mark(
                        row.getString("revoker_id"),
                        row.getLocalDateTime("revoked_at").toInstant(ZoneOffset.UTC)));
    }
}
