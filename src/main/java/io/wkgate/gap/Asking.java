package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Numbers of one channel that somebody wants read again, within a transaction. */
final class Asking {

    private final SqlConnection transaction;
    private final ChannelKey channel;
    private final SeqRun run;
    private final GapReason reason;
    private final Optional<Instant> floor;
    private final OptionalLong sweep;

    Asking(
            SqlConnection transaction,
            ChannelKey channel,
            SeqRun run,
            GapReason reason,
            Optional<Instant> floor,
            OptionalLong sweep) {
        this.transaction = transaction;
        this.channel = channel;
        this.run = run;
        this.reason = reason;
        this.floor = floor;
        this.sweep = sweep;
    }

    Future<Integer> ask() {
        return KnownChannels.lock(transaction, List.of(channel))
                .compose(rows -> KnownGaps.lock(transaction, Map.of(channel, run))
                        .compose(gaps ->
                                ask(Optional.ofNullable(rows.get(channel)), gaps.getOrDefault(channel, List.of()))));
    }

    private Future<Integer> ask(Optional<ChannelRow> row, List<KnownGap> touching) {
        List<KnownGap> closed = touching.stream()
                .filter(gap -> gap.state() != GapState.OPEN && mayReach(row, gap))
                .toList();
        List<KnownGap> tooHigh = touching.stream()
                .filter(gap -> gap.state() == GapState.OPEN && isTooHigh(gap))
                .toList();
        // Not those that a comparison of this very sweep has just opened: their webhooks may be on their way.
        List<KnownGap> others = touching.stream()
                .filter(gap -> gap.state() == GapState.OPEN && !isTooHigh(gap))
                .filter(gap -> sweep.isEmpty() || !gap.sweep().equals(sweep))
                .toList();
        long nobodys = others.stream().filter(gap -> gap.sweep().isEmpty()).count();
        List<SeqRun> left = List.of(run);
        for (KnownGap gap : touching) {
            left = RunsLeft.without(left, gap.run());
        }
        List<NewGap> made = left.stream()
                .map(piece -> NewGap.open(channel, piece, reason, floor).of(sweep))
                .toList();
        return grow(row)
                .compose(done -> openAgain(closed))
                .compose(done -> openAgain(tooHigh))
                .compose(done -> hurry(others))
                .compose(done -> KnownGaps.insert(transaction, made, Duration.ZERO))
                .map(made.size() + closed.size() + tooHigh.size() + (int) nobodys);
    }

    private boolean isTooHigh(KnownGap gap) {
        return gap.floor().isPresent() && !reaches(gap.floor().get());
    }

    /**
     * Whether a message of a closed gap may have been sent since the floor. What was missing before it was sent before, unless
     * the channel began anew and the numbers are other messages now.
     */
    private boolean mayReach(Optional<ChannelRow> row, KnownGap gap) {
        return floor.isEmpty()
                || !gap.foundAt().isBefore(floor.get())
                || row.filter(known -> known.sinceMessageId() != 0).isPresent();
    }

    private boolean reaches(Instant other) {
        return floor.isPresent() && !floor.get().isBefore(other);
    }

    /** Below a floor nobody has looked, so that history stays to be asked for. */
    private Future<Void> grow(Optional<ChannelRow> row) {
        if (floor.isPresent()
                || row.isEmpty()
                || run.first() >= row.get().firstSeq()
                || run.last() < row.get().firstSeq() - 1) {
            return Future.succeededFuture();
        }
        return transaction
                .preparedQuery("UPDATE wkgate_channel FORCE INDEX (PRIMARY) SET first_seq = ?"
                        + " WHERE channel_id = ? AND channel_type = ?")
                .execute(Tuple.of(run.first(), channel.id(), channel.type()))
                .mapEmpty();
    }

    /** Takes them from whoever works on them, who knows nothing of this. */
    private Future<Void> openAgain(List<KnownGap> gaps) {
        return OneAfterTheOther.each(
                gaps,
                gap -> transaction
                        .preparedQuery(
                                "UPDATE wkgate_gap FORCE INDEX (PRIMARY) SET state = 0, attempts = 0, lease = NULL,"
                                        + " due_at = UTC_TIMESTAMP(3), floor_at = ?, sweep = COALESCE(?, sweep) WHERE id = ?")
                        .execute(Tuple.tuple()
                                .addValue(lower(gap).map(KnownChannels::utc).orElse(null))
                                .addValue(sweepOrNull())
                                .addLong(gap.id())));
    }

    /** Whoever asks waits for these too, though not for longer than for what is opened now; who works on one goes on. */
    private Future<Void> hurry(List<KnownGap> gaps) {
        return OneAfterTheOther.each(
                gaps,
                gap -> transaction
                        .preparedQuery("UPDATE wkgate_gap FORCE INDEX (PRIMARY) SET sweep = COALESCE(sweep, ?),"
                                + " due_at = IF(lease IS NULL, LEAST(due_at, UTC_TIMESTAMP(3)), due_at) WHERE id = ?")
                        .execute(Tuple.tuple().addValue(sweepOrNull()).addLong(gap.id())));
    }

    private @Nullable Long sweepOrNull() {
        return sweep.isPresent() ? sweep.getAsLong() : null;
    }

    /** The earlier of the gap's and the one that is asked for now, none being the earliest: what was wanted stays wanted. */
    private Optional<Instant> lower(KnownGap gap) {
        return floor.flatMap(mine -> gap.floor().map(its -> mine.isBefore(its) ? mine : its));
    }
}
