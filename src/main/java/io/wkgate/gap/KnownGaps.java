package io.wkgate.gap;

import static io.wkgate.gap.KnownChannels.instant;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.KeyList;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The rows of wkgate_gap within a transaction that has locked their channels. */
final class KnownGaps {

    private static final String COLUMNS =
            "channel_id, channel_type, first_seq, last_seq, reason, floor_at, sweep, state, evidence, found_at, due_at";

    private static final String ROW =
            "(?,?,?,?,?,?,?,?,?,COALESCE(?, UTC_TIMESTAMP(3))," + "TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3)))";

    private static final String SELECT = "SELECT id, channel_id, channel_type, first_seq, last_seq, reason, floor_at,"
            + " sweep, state, evidence, found_at, due_at, lease IS NOT NULL AND state = 0 AND due_at > UTC_TIMESTAMP(3) AS working,"
            + " attempts + pages + repaired > 0 AS tried FROM wkgate_gap FORCE INDEX (channel) WHERE ";

    /** Those that are not repaired: what is absent or unreadable may still come. The mark is for one state more. */
    private static final String ONE =
            "(channel_id = ? AND channel_type = ? AND state IN (0, 2, 3, ?) AND first_seq <= ? AND last_seq >= ?)";

    private static final int CHANNELS_AT_ONCE = 64;

    private KnownGaps() {}

    /** The gaps of each channel that touch its run and are not repaired, locked; of all numbers, the repaired ones too. */
    static Future<Map<ChannelKey, List<KnownGap>>> lock(SqlConnection transaction, Map<ChannelKey, SeqRun> runs) {
        Map<ChannelKey, List<KnownGap>> gaps = new HashMap<>();
        List<Map.Entry<ChannelKey, SeqRun>> all = new ArrayList<>(runs.entrySet());
        List<List<Map.Entry<ChannelKey, SeqRun>>> pieces = new ArrayList<>();
        for (int from = 0; from < all.size(); from += CHANNELS_AT_ONCE) {
            pieces.add(all.subList(from, Math.min(all.size(), from + CHANNELS_AT_ONCE)));
        }
        return OneAfterTheOther.each(pieces, piece -> select(transaction, new KeyList<>(piece).padded(), gaps))
                .map(gaps);
    }

    private static Future<?> select(
            SqlConnection transaction,
            List<Map.Entry<ChannelKey, SeqRun>> channels,
            Map<ChannelKey, List<KnownGap>> gaps) {
        Tuple values = Tuple.tuple();
        channels.forEach(channel -> values.addString(channel.getKey().id())
                .addInteger(channel.getKey().type())
                .addInteger(channel.getValue().equals(ChannelNumbers.ALL) ? GapState.REPAIRED.ordinal() : 0)
                .addLong(channel.getValue().last())
                .addLong(channel.getValue().first()));
        return transaction
                .preparedQuery(SELECT + (ONE + " OR ").repeat(channels.size() - 1) + ONE + " FOR UPDATE")
                .execute(values)
                .onSuccess(rows -> {
                    for (Row row : rows) {
                        KnownGap gap = read(row);
                        gaps.computeIfAbsent(gap.channel(), key -> new ArrayList<>())
                                .add(gap);
                    }
                });
    }

    private static KnownGap read(Row row) {
        Long sweep = row.getLong("sweep");
        LocalDateTime floor = row.getLocalDateTime("floor_at");
        return new KnownGap(
                row.getLong("id"),
                new ChannelKey(row.getInteger("channel_type"), row.getString("channel_id")),
                new SeqRun(row.getLong("first_seq"), row.getLong("last_seq")),
                GapReason.of(row.getString("reason")),
                GapState.values()[row.getInteger("state")],
                floor == null ? Optional.empty() : Optional.of(instant(floor)),
                sweep == null ? OptionalLong.empty() : OptionalLong.of(sweep),
                instant(row.getLocalDateTime("found_at")),
                instant(row.getLocalDateTime("due_at")),
                row.getInteger("working") == 1,
                row.getInteger("tried") == 1,
                row.getString("evidence"));
    }

    /**
     * Writes what has changed.
     *
     * @param wait for how long those that upstream's newest number tells are not asked for: its webhook may be on its way
     */
    static Future<Void> write(SqlConnection transaction, List<ChannelChange> changes, Duration wait) {
        List<ChannelChange> anew =
                changes.stream().filter(ChannelChange::begunAnew).toList();
        List<ChannelChange.Shrunk> shrunk =
                changes.stream().flatMap(change -> change.shrunk().stream()).toList();
        List<KnownGap> closed =
                changes.stream().flatMap(change -> change.closed().stream()).toList();
        List<NewGap> opened =
                changes.stream().flatMap(change -> change.opened().stream()).toList();
        return OneAfterTheOther.each(
                        anew, change -> abandon(transaction, change.after().channel()))
                .compose(done -> OneAfterTheOther.each(shrunk, gap -> shrink(transaction, gap)))
                .compose(done -> close(transaction, closed))
                .compose(done -> insert(transaction, opened, wait));
    }

    private static Future<?> abandon(SqlConnection transaction, ChannelKey channel) {
        return transaction
                .preparedQuery("UPDATE wkgate_gap FORCE INDEX (channel) SET state = 2, evidence = ?, lease = NULL,"
                        + " due_at = UTC_TIMESTAMP(3) WHERE channel_id = ? AND channel_type = ? AND state IN (0, 3)")
                .execute(Tuple.of(ChannelChange.RENUMBERED, channel.id(), channel.type()));
    }

    private static Future<?> shrink(SqlConnection transaction, ChannelChange.Shrunk shrunk) {
        return transaction
                .preparedQuery("UPDATE wkgate_gap FORCE INDEX (PRIMARY) SET first_seq = ?, last_seq = ? WHERE id = ?")
                .execute(Tuple.of(
                        shrunk.run().first(), shrunk.run().last(), shrunk.gap().id()));
    }

    /** What came before anybody asked for it was only late, and nothing is kept of it. */
    private static Future<Void> close(SqlConnection transaction, List<KnownGap> gaps) {
        List<Long> late = gaps.stream()
                .filter(gap -> !gap.tried() && gap.state() == GapState.OPEN)
                .map(KnownGap::id)
                .sorted()
                .toList();
        List<Long> tried = gaps.stream()
                .filter(gap -> gap.tried() || gap.state() != GapState.OPEN)
                .map(KnownGap::id)
                .sorted()
                .toList();
        return byId(transaction, "DELETE FROM wkgate_gap WHERE id IN (%s)", late)
                .compose(done -> byId(
                        transaction,
                        "UPDATE wkgate_gap FORCE INDEX (PRIMARY) SET state = 1, lease = NULL, due_at = UTC_TIMESTAMP(3)"
                                + " WHERE id IN (%s)",
                        tried));
    }

    static Future<Void> byId(SqlConnection transaction, String statement, List<Long> ids) {
        return OneAfterTheOther.each(
                KeyList.of(ids),
                list -> transaction
                        .preparedQuery(statement.formatted(list.marks()))
                        .execute(list.addTo(Tuple.tuple())));
    }

    static Future<Void> insert(SqlConnection transaction, List<NewGap> gaps, Duration wait) {
        return OneAfterTheOther.each(RowPieces.of(gaps), rows -> {
            Tuple values = Tuple.tuple();
            rows.forEach(gap -> add(values, gap, wait));
            return transaction
                    .preparedQuery("INSERT INTO wkgate_gap (" + COLUMNS + ") VALUES "
                            + (ROW + ",").repeat(rows.size() - 1) + ROW)
                    .execute(values);
        });
    }

    private static void add(Tuple values, NewGap gap, Duration wait) {
        boolean waits = gap.reason() == GapReason.BEHIND && gap.foundAt().isEmpty();
        values.addString(gap.channel().id())
                .addInteger(gap.channel().type())
                .addLong(gap.run().first())
                .addLong(gap.run().last())
                .addString(gap.reason().column())
                .addValue(gap.floor().map(KnownChannels::utc).orElse(null))
                .addValue(gap.sweep().isPresent() ? gap.sweep().getAsLong() : null)
                .addInteger(gap.state().ordinal())
                .addString(gap.evidence())
                .addValue(gap.foundAt().map(KnownChannels::utc).orElse(null))
                .addLong(waits ? wait.toMillis() * 1000 : 0);
    }
}
