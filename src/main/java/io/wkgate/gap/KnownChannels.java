package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.KeyList;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of wkgate_channel within a transaction. */
final class KnownChannels {

    static final String COLUMNS =
            "channel_id, channel_type, first_seq, last_seq, last_message_id, since_message_id, seen_at";

    private static final String ROW = "(?,?,?,?,?,?,?)";

    /** In the order of the key, so that two who lock the same rows wait for each other. */
    private static final Comparator<ChannelRow> BY_KEY = Comparator.<ChannelRow, String>comparing(
                    row -> row.channel().id())
            .thenComparingInt(row -> row.channel().type());

    private KnownChannels() {}

    /** Those of them that are known, locked. */
    static Future<Map<ChannelKey, ChannelRow>> lock(SqlConnection transaction, Collection<ChannelKey> keys) {
        Set<ChannelKey> wanted = keys instanceof Set<ChannelKey> set ? set : new HashSet<>(keys);
        // A second type of the same id is rare, and its row does not hurt; a list of pairs is no range to every
        // optimizer.
        List<String> ids = wanted.stream().map(ChannelKey::id).sorted().toList();
        Map<ChannelKey, ChannelRow> known = new HashMap<>(wanted.size() * 2);
        return OneAfterTheOther.each(
                        KeyList.of(ids),
                        list -> transaction
                                .preparedQuery(select(list))
                                .execute(list.addTo(Tuple.tuple()))
                                .onSuccess(rows -> {
                                    for (Row row : rows) {
                                        ChannelRow channel = read(row);
                                        if (wanted.contains(channel.channel())) {
                                            known.put(channel.channel(), channel);
                                        }
                                    }
                                }))
                .map(known);
    }

    private static String select(KeyList<String> ids) {
        return "SELECT " + COLUMNS + " FROM wkgate_channel FORCE INDEX (PRIMARY) WHERE channel_id IN (" + ids.marks()
                + ") FOR UPDATE";
    }

    /** Writes rows that were locked, or were not there: if they are there now, it fails. */
    static Future<Void> write(SqlConnection transaction, List<ChannelChange> changes) {
        List<ChannelRow> made = changes.stream()
                .filter(change -> change.before().isEmpty())
                .map(ChannelChange::after)
                .sorted(BY_KEY)
                .toList();
        List<ChannelRow> changed = changes.stream()
                .filter(change -> change.before().isPresent() && change.rowChanged())
                .map(ChannelChange::after)
                .sorted(BY_KEY)
                .toList();
        return OneAfterTheOther.each(RowPieces.of(changed), rows -> insert(transaction, rows, """
                         ON DUPLICATE KEY UPDATE first_seq = VALUES(first_seq), last_seq = VALUES(last_seq),\
                         last_message_id = VALUES(last_message_id), since_message_id = VALUES(since_message_id),\
                         seen_at = VALUES(seen_at)"""))
                .compose(done -> OneAfterTheOther.each(RowPieces.of(made), rows -> insert(transaction, rows, "")));
    }

    private static Future<?> insert(SqlConnection transaction, List<ChannelRow> rows, String tail) {
        Tuple values = Tuple.tuple();
        for (ChannelRow row : rows) {
            values.addString(row.channel().id())
                    .addInteger(row.channel().type())
                    .addLong(row.firstSeq())
                    .addLong(row.lastSeq())
                    .addLong(row.lastMessageId())
                    .addLong(row.sinceMessageId())
                    .addLocalDateTime(utc(row.seenAt()));
        }
        return transaction
                .preparedQuery("INSERT INTO wkgate_channel (" + COLUMNS + ") VALUES "
                        + (ROW + ",").repeat(rows.size() - 1) + ROW + tail)
                .execute(values);
    }

    static ChannelRow read(Row row) {
        return new ChannelRow(
                new ChannelKey(row.getInteger(1), row.getString(0)),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                instant(row.getLocalDateTime(6)));
    }

    static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
