package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Database;
import io.wkgate.store.LostToAnother;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The channels' known numbers and the gaps in them. Every change is one transaction that leaves them true, also beside the
 * finder: it locks the channel, then its gaps. Futures fail when the database is away.
 */
final class ChannelLedger implements SweepLedger {

    private static final int TRIES = 5;

    private final Database database;
    private final Duration grace;

    ChannelLedger(Database database) {
        this(database, Duration.ZERO);
    }

    /**
     * @param grace how long nothing is asked for what only upstream's newest number tells: its webhook may be on its way,
     *     and then the finder closes the gap
     */
    ChannelLedger(Database database, Duration grace) {
        this.database = database;
        this.grace = grace;
    }

    @Override
    public Future<Optional<KnownChannel>> find(ChannelKey channel) {
        return database.execute(
                        "SELECT " + KnownChannels.COLUMNS + " FROM wkgate_channel FORCE INDEX (PRIMARY)"
                                + " WHERE channel_id = ? AND channel_type = ?",
                        Tuple.of(channel.id(), channel.type()))
                .map(rows -> read(rows).stream().findFirst());
    }

    /**
     * Channels in the order of their keys.
     *
     * @param behind the one after which to begin; nothing for the beginning
     * @param activeSince only those that were seen then or later
     */
    @Override
    public Future<List<KnownChannel>> page(Optional<ChannelKey> behind, Optional<Instant> activeSince, int limit) {
        List<String> conditions = new ArrayList<>();
        Tuple values = Tuple.tuple();
        behind.ifPresent(key -> {
            conditions.add("channel_id >= ? AND (channel_id > ? OR channel_type > ?)");
            values.addString(key.id()).addString(key.id()).addInteger(key.type());
        });
        activeSince.ifPresent(since -> {
            conditions.add("seen_at >= ?");
            values.addLocalDateTime(KnownChannels.utc(since.truncatedTo(ChronoUnit.MINUTES)));
        });
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        return database.execute(
                        "SELECT " + KnownChannels.COLUMNS + " FROM wkgate_channel FORCE INDEX (PRIMARY)" + where
                                + " ORDER BY channel_id, channel_type LIMIT ?",
                        values.addInteger(limit))
                .map(ChannelLedger::read);
    }

    /** How many channels are known. */
    @Override
    public Future<Long> count(Optional<Instant> activeSince) {
        return activeSince
                .map(since -> database.execute(
                        "SELECT COUNT(*) FROM wkgate_channel WHERE seen_at >= ?",
                        Tuple.of(KnownChannels.utc(since.truncatedTo(ChronoUnit.MINUTES)))))
                .orElseGet(() -> database.execute("SELECT COUNT(*) FROM wkgate_channel", Tuple.tuple()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static List<KnownChannel> read(RowSet<Row> rows) {
        List<KnownChannel> channels = new ArrayList<>();
        rows.forEach(row -> channels.add(KnownChannels.read(row).known()));
        return channels;
    }

    /**
     * Notes upstream's newest number; what of it is missing becomes a gap. What has come and is only not merged yet is not
     * missing. Without a number, 0, nothing is compared.
     *
     * @param messageId of that number, where it is known
     * @param sweep which asked
     */
    @Override
    public Future<Compared> newest(ChannelKey channel, long seq, OptionalLong messageId, OptionalLong sweep) {
        if (seq <= 0) {
            return Future.succeededFuture(Compared.SAME);
        }
        return again(
                transaction -> new Comparison(transaction, channel, grace).newest(seq, messageId.orElse(0), sweep));
    }

    /**
     * Opens a gap over numbers that somebody wants read again, whatever is known of them. What is in an open gap of the
     * channel already is not opened twice, but asked for at once, as far back as is wanted now, and for this sweep if for
     * none before. Absent and unreadable ones that touch the run are opened again, and asked for no less far back than
     * before; those that were found before the floor are left as they are, for nothing of them was sent since. Without a
     * floor the known range grows down over them; it never grows up, for which numbers there are is told only by what
     * came, and by upstream's newest number.
     *
     * @param floor what was sent before is not asked for
     * @return how many gaps it made, opened again or took over
     */
    @Override
    public Future<Integer> ask(
            ChannelKey channel, SeqRun run, GapReason reason, Optional<Instant> floor, OptionalLong sweep) {
        return again(transaction -> new Asking(transaction, channel, run, reason, floor, sweep).ask());
    }

    private <T> Future<T> again(Function<SqlConnection, Future<T>> work) {
        return again(work, TRIES);
    }

    private <T> Future<T> again(Function<SqlConnection, Future<T>> work, int tries) {
        return database.transaction(work)
                .recover(failure ->
                        tries > 1 && lostToAnother(failure) ? again(work, tries - 1) : Future.failedFuture(failure));
    }

    /** A deadlock, or a channel that the finder added just now; whoever has waited for a lock has waited for long enough. */
    private static boolean lostToAnother(Throwable failure) {
        return LostToAnother.DEADLOCK.is(failure) || LostToAnother.DUPLICATE.is(failure);
    }
}
