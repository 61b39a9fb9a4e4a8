package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers operators from the tables, and wakes the workers. */
final class Desk implements GapDesk {

    private final GapRows gaps;
    private final GapSums sums;
    private final SweepTable sweeps;
    private final Remembered<GapSummary> summary;
    private final Runnable gapOpened;
    private final Runnable sweepOrdered;

    /**
     * @param gapOpened called when a gap was opened again
     * @param sweepOrdered called when there is a new sweep
     */
    Desk(Database database, Clock clock, Runnable gapOpened, Runnable sweepOrdered) {
        gaps = new GapRows(database);
        sums = new GapSums(database);
        sweeps = new SweepTable(database);
        summary = new Remembered<>(clock, sums::summary);
        this.gapOpened = gapOpened;
        this.sweepOrdered = sweepOrdered;
    }

    @Override
    public Future<GapSummary> summary() {
        return summary.get();
    }

    @Override
    public Future<List<GapView>> gaps(
            Optional<GapState> state, Optional<ChannelKey> channel, OptionalLong before, int limit) {
        return gaps.list(state, channel, before, limit);
    }

    @Override
    public Future<Optional<GapView>> gap(long id) {
        return gaps.find(id);
    }

    @Override
    public Future<Boolean> askAgain(long gap) {
        return gaps.open(gap).onSuccess(opened -> {
            if (opened) {
                summary.forget();
                gapOpened.run();
            }
        });
    }

    @Override
    public Future<Long> order(SweepOrder order, String reason) {
        return sweeps.order(order, reason).onSuccess(id -> sweepOrdered.run());
    }

    @Override
    public Future<List<SweepView>> sweeps(OptionalLong before, int limit) {
        return sweeps.list(before, limit)
                .compose(rows -> sums.ofSweeps(rows.stream().map(SweepRow::id).toList())
                        .map(found -> rows.stream().map(row -> view(row, found)).toList()));
    }

    @Override
    public Future<Optional<SweepView>> sweep(long id) {
        return sweeps.find(id)
                .compose(row -> row.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : sums.ofSweeps(List.of(id)).map(found -> Optional.of(view(row.get(), found))));
    }

    private static SweepView view(SweepRow row, Map<Long, SweepSums> found) {
        SweepSums sums = found.getOrDefault(row.id(), SweepSums.NONE);
        return new SweepView(
                row.id(),
                row.kind(),
                row.reason(),
                row.since(),
                row.state().label(),
                Math.max(row.expected(), row.walked()),
                row.walked(),
                row.behind(),
                row.unknown(),
                sums.openGaps(),
                sums.repaired(),
                sums.absent(),
                sums.unreadable(),
                row.askedAt(),
                row.finishedAt());
    }

    @Override
    public Future<Boolean> cancel(long sweep) {
        return sweeps.cancel(sweep);
    }
}
