package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.ChannelKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads stored messages, revoked ones with their mark. Its futures fail if the database is away. */
public final class MessageReader {

    /** More copies of one message than any sender makes by trying again. */
    static final int MAX_COPIES = 200;

    static final int MESSAGES_OF_SENDERS = 1000;

    private final Database database;
    private final Reading reading;

    private MessageReader(Database database, Reading reading) {
        this.database = database;
        this.reading = reading;
    }

    public static MessageReader of(Database database, LayoutName layout) {
        return new MessageReader(database, Layout.of(layout).reading());
    }

    /** The message of that id, from whatever channel. By a unique key in every layout. */
    public Future<Optional<StoredMessage>> find(long messageId) {
        return read(reading.find(messageId)).map(found -> found.stream().findFirst());
    }

    /**
     * Every message of the channel with the sender's own number, in the order of their ids, at most 200. There may be
     * several, for a send that is tried again may be stored twice, and another sender may use the same number.
     *
     * <p>The layout tsdd has no index for it and reads the channel's whole table; an index on {@code client_msg_no}, or the
     * one that {@link #page} wants, on each of the five tables helps.
     *
     * @param clientMsgNo if it is empty there are none, for then it is nobody's number
     */
    public Future<List<StoredMessage>> findCopies(String clientMsgNo, ChannelKey channel) {
        return clientMsgNo.isEmpty() ? Future.succeededFuture(List.of()) : read(reading.copies(clientMsgNo, channel));
    }

    /**
     * A page of the channel. In the layout native a place by seq is found by the index; a place by time alone is found in
     * the same index, which holds the ids, by passing over its entries from the channel's oldest (backward: newest) on: some
     * 50 ms for 100,000 of them. With seq and time both, only what lies between them is passed over.
     *
     * <p>The layout tsdd has no index for a channel at all and reads the whole table, one of five; an index
     * {@code (channel_id, channel_type, message_seq, message_id, is_deleted)} on each of them makes it as cheap as the
     * native one. What its server has deleted for everybody is left out.
     */
    public Future<List<StoredMessage>> page(ChannelKey channel, Page page) {
        Comparator<StoredMessage> forward = Comparator.comparing(StoredMessage::message, reading.order());
        return read(reading.page(channel, page))
                .map(found -> found.stream()
                        .sorted(page.direction() == Page.Direction.FORWARD ? forward : forward.reversed())
                        .toList());
    }

    /** Which of these messages of the channel are in the table. By a unique key in every layout. */
    public Future<Set<Long>> stored(ChannelKey channel, Collection<Long> messageIds) {
        List<Future<RowSet<Row>>> parts = KeyList.of(messageIds).stream()
                .map(ids -> reading.stored(channel, ids))
                .map(statement -> database.execute(statement.sql(), statement.parameters()))
                .toList();
        return Future.all(parts).map(all -> {
            Set<Long> stored = new HashSet<>();
            parts.forEach(part -> part.result().forEach(row -> stored.add(row.getLong("id"))));
            return stored;
        });
    }

    /**
     * Who has written in the channel, whoever wrote the oldest of what is looked at first; the channel's newest 1000 messages
     * are looked at, some milliseconds. What has no sender names nobody. Nobody in the layout tsdd, which has no index for it
     * but knows a group's members.
     *
     * @param limit how many at most
     */
    public Future<List<String>> senders(ChannelKey channel, int limit) {
        Optional<Statement> senders = reading.senders(channel, limit);
        return senders.isEmpty()
                ? Future.succeededFuture(List.of())
                : database.execute(senders.get().sql(), senders.get().parameters())
                        .map(MessageReader::uids);
    }

    private static List<String> uids(RowSet<Row> rows) {
        List<String> uids = new ArrayList<>(rows.size());
        rows.forEach(row -> uids.add(row.getString("from_uid")));
        return uids;
    }

    private Future<List<StoredMessage>> read(Statement statement) {
        return database.execute(statement.sql(), statement.parameters()).map(rows -> {
            List<StoredMessage> messages = new ArrayList<>(rows.size());
            for (Row row : rows) {
                messages.add(reading.read(row));
            }
            return messages;
        });
    }
}
