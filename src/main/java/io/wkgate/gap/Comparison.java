package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One channel compared with upstream's newest number, within a transaction. */
final class Comparison {

    /** Past so many that wait the finder is far behind, and closes itself what was opened too early. */
    private static final int ENOUGH = 2000;

    private final SqlConnection transaction;
    private final ChannelKey channel;
    private final Duration grace;

    Comparison(SqlConnection transaction, ChannelKey channel, Duration grace) {
        this.transaction = transaction;
        this.channel = channel;
        this.grace = grace;
    }

    Future<Compared> newest(long seq, long messageId, OptionalLong sweep) {
        return KnownChannels.lock(transaction, List.of(channel))
                .map(rows -> Optional.ofNullable(rows.get(channel)))
                .compose(row -> times().compose(times -> compare(row, times, seq, messageId, sweep)));
    }

    private Future<Compared> compare(
            Optional<ChannelRow> row, Times times, long seq, long messageId, OptionalLong sweep) {
        ChannelNumbers numbers = new ChannelNumbers(channel, row, List.of(), times.findingSince());
        Compared first = numbers.newest(seq, messageId, times.now());
        return switch (first) {
            case SAME, LOWER -> write(numbers, sweep).map(first);
            case BEHIND, NEW ->
                waiting().compose(waiting -> {
                    ChannelNumbers before = new ChannelNumbers(channel, row, List.of(), times.findingSince());
                    if (waiting.stream().anyMatch(before::beganAnewWith)) {
                        return Future.succeededFuture(Compared.SAME);
                    }
                    waiting.forEach(numbers::alsoCame);
                    return write(numbers, sweep).map(numbers.opensGaps() ? first : Compared.SAME);
                });
            // Again, for where something was missing before, more has to be read now.
            case RENUMBERED ->
                KnownGaps.lock(transaction, Map.of(channel, ChannelNumbers.ALL)).compose(gaps -> {
                    ChannelNumbers all = new ChannelNumbers(
                            channel, row, gaps.getOrDefault(channel, List.of()), times.findingSince());
                    all.newest(seq, messageId, times.now());
                    return write(all, sweep).map(first);
                });
        };
    }

    private Future<Void> write(ChannelNumbers numbers, OptionalLong sweep) {
        return numbers.change()
                .map(change -> KnownChannels.write(transaction, List.of(change))
                        .compose(done -> KnownGaps.write(transaction, List.of(change.of(sweep)), grace)))
                .orElseGet(Future::succeededFuture);
    }

    private record Times(Instant now, Instant findingSince) {}

    private Future<Times> times() {
        return transaction
                .preparedQuery("SELECT UTC_TIMESTAMP(3) AS now," + " (SELECT made_at FROM wkgate_lease WHERE name = '"
                        + Finder.LEASE + "') AS made_at")
                .execute()
                .map(rows -> {
                    Row row = rows.iterator().next();
                    LocalDateTime made = row.getLocalDateTime("made_at");
                    Instant now = KnownChannels.instant(row.getLocalDateTime("now"));
                    return new Times(now, Finder.findingSince(made == null ? now : KnownChannels.instant(made)));
                });
    }

    /** What has come of the channel and is not merged yet. */
    private Future<List<Arrival.Numbers>> waiting() {
        return transaction
                .preparedQuery("SELECT numbers FROM (SELECT numbers FROM wkgate_arrival FORCE INDEX (PRIMARY)"
                        + " WHERE unread = 0 ORDER BY id LIMIT " + ENOUGH + ") some WHERE INSTR(numbers, ?) > 0")
                .execute(Tuple.of(Buffer.buffer(channel.id())))
                .map(rows -> {
                    List<Arrival.Numbers> waiting = new ArrayList<>();
                    rows.forEach(row -> waiting.addAll(numbers(row.getBuffer(0))));
                    return waiting;
                });
    }

    /** One that cannot be read is the finder's concern. */
    private List<Arrival.Numbers> numbers(Buffer bytes) {
        try {
            return Arrival.read(bytes).channels().stream()
                    .filter(numbers -> numbers.channel().equals(channel))
                    .toList();
        } catch (RuntimeException e) {
            return List.of();
        }
    }
}
