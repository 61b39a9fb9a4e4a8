package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.ChannelKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads stored messages, revoked ones with their mark. Its futures fail if the database is away. */
public final class MessageReader {

    /** More copies of one message than any sender makes by trying again. */
    static final int MAX_COPIES = 200;

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
     * several, for a send that is tried again may be stored twice.
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

    /** Which of these messages of the channel are in the table. */
    public Future<Set<Long>> stored(ChannelKey channel, Collection<Long> messageIds) {
        String marks = String.join(",", Collections.nCopies(messageIds.size(), "?"));
        return database.execute(
                        "SELECT message_id FROM message FORCE INDEX (PRIMARY) WHERE message_id IN (" + marks + ")",
                        Tuple.tuple(new ArrayList<>(messageIds)))
                .map(rows -> {
                    Set<Long> found = new HashSet<>();
                    rows.forEach(row -> found.add(row.getLong(0)));
                    return found;
                });
    }

    /**
     * Who has written in the channel, whoever wrote the oldest of what is looked at first; the newest of the channel are
     * looked at. Nobody in the layout tsdd, which has no index for it but knows a group's members.
     */
    public Future<List<String>> senders(ChannelKey channel, int limit) {
        return database.execute(
                        "SELECT from_uid, MIN(message_seq) AS first FROM (SELECT from_uid, message_seq FROM message"
                                + " FORCE INDEX (channel) WHERE channel_id = ? AND channel_type = ?"
                                + " ORDER BY message_seq DESC LIMIT 1000) latest GROUP BY from_uid ORDER BY first LIMIT ?",
                        Tuple.of(channel.id(), channel.type(), limit))
                .map(rows -> {
                    List<String> uids = new ArrayList<>();
                    rows.forEach(row -> uids.add(row.getString(0)));
                    return uids;
                });
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
