package io.wkgate.ops;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.gap.GapDesk;
import io.wkgate.gap.GapReason;
import io.wkgate.gap.GapState;
import io.wkgate.gap.GapSummary;
import io.wkgate.gap.GapView;
import io.wkgate.gap.SweepKind;
import io.wkgate.gap.SweepOrder;
import io.wkgate.gap.SweepView;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Gaps and sweeps in memory; a sweep goes on by one step whenever somebody looks at it. */
public final class FakeGapDesk implements GapDesk {

    public static final Instant THEN = Instant.parse("2026-11-22T10:00:00.5Z");

    private final Map<Long, GapView> gaps = new ConcurrentHashMap<>();
    private final Map<Long, Deque<SweepView>> sweeps = new ConcurrentHashMap<>();
    private final List<SweepOrder> orders = new CopyOnWriteArrayList<>();
    private final List<String> reasons = Collections.synchronizedList(new ArrayList<>());
    private volatile List<SweepView> steps = List.of();
    private final AtomicInteger failing = new AtomicInteger();
    private volatile boolean away;

    /** From now on, or no more, every call fails. */
    public void setAway(boolean away) {
        this.away = away;
    }

    /** The next so many looks at a sweep fail. */
    public void failLooks(int count) {
        failing.set(count);
    }

    /** Makes a gap of five numbers in the group {@code g<id>}. */
    public void add(long id, GapState state) {
        add(id, state, new ChannelKey(2, "g" + id));
    }

    public void add(long id, GapState state, ChannelKey channel) {
        gaps.put(id, gap(id, channel, state));
    }

    private static GapView gap(long id, ChannelKey channel, GapState state) {
        boolean open = state == GapState.OPEN;
        return new GapView(
                id,
                channel,
                new SeqRun(5, 9),
                GapReason.HOLE,
                state,
                Optional.of(THEN.minusSeconds(60)),
                OptionalLong.of(3),
                THEN,
                open ? Optional.of(THEN.plusSeconds(9)) : Optional.empty(),
                open ? Optional.empty() : Optional.of(THEN.plusSeconds(5)),
                1,
                2,
                3,
                open ? "it did not answer in time" : "asked as u1");
    }

    /** What the next sweep that is ordered will look like, look by look; the last stays. */
    public void script(SweepView... views) {
        steps = List.of(views);
    }

    public static SweepView view(
            String state, long walked, long openGaps, long repaired, long absent, long unreadable) {
        return new SweepView(
                0,
                SweepKind.KNOWN,
                "an operator",
                Optional.empty(),
                state,
                10,
                walked,
                walked / 2,
                1,
                openGaps,
                repaired,
                absent,
                unreadable,
                THEN,
                state.equals("open") ? Optional.empty() : Optional.of(THEN.plusSeconds(30)));
    }

    public List<SweepOrder> orders() {
        return List.copyOf(orders);
    }

    public List<String> reasons() {
        return List.copyOf(reasons);
    }

    private <T> Future<T> answer(T answer) {
        return away ? Future.failedFuture("away") : Future.succeededFuture(answer);
    }

    @Override
    public Future<GapSummary> summary() {
        return answer(new GapSummary(
                2, 10, Optional.of(THEN), 340, 7, 4, 5000, 12, Optional.of(THEN.plusSeconds(1)), Optional.of(THEN)));
    }

    @Override
    public Future<List<GapView>> gaps(
            Optional<GapState> state, Optional<ChannelKey> channel, OptionalLong before, int limit) {
        return answer(gaps.values().stream()
                .filter(gap -> state.isEmpty() || state.get() == gap.state())
                .filter(gap -> channel.isEmpty() || channel.get().equals(gap.channel()))
                .filter(gap -> gap.id() < before.orElse(Long.MAX_VALUE))
                .sorted(Comparator.comparing(GapView::id).reversed())
                .limit(limit)
                .toList());
    }

    @Override
    public Future<Optional<GapView>> gap(long id) {
        return answer(Optional.ofNullable(gaps.get(id)));
    }

    @Override
    public Future<Boolean> askAgain(long gap) {
        GapView known = gaps.get(gap);
        boolean closed = known != null && (known.state() == GapState.ABSENT || known.state() == GapState.UNREADABLE);
        if (closed && !away) {
            gaps.put(gap, gap(gap, known.channel(), GapState.OPEN));
        }
        return answer(closed);
    }

    @Override
    public Future<Long> order(SweepOrder order, String reason) {
        if (away) {
            return answer(0L);
        }
        orders.add(order);
        reasons.add(reason);
        long id = sweeps.size() + 1;
        sweeps.put(id, new ArrayDeque<>(steps.isEmpty() ? List.of(view("open", 0, 0, 0, 0, 0)) : steps));
        return answer(id);
    }

    @Override
    public Future<List<SweepView>> sweeps(OptionalLong before, int limit) {
        return answer(sweeps.keySet().stream()
                .filter(id -> id < before.orElse(Long.MAX_VALUE))
                .sorted(Comparator.reverseOrder())
                .limit(limit)
                .map(id -> look(id).orElseThrow())
                .toList());
    }

    @Override
    public Future<Optional<SweepView>> sweep(long id) {
        if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Future.failedFuture("away for a moment");
        }
        return answer(look(id));
    }

    private synchronized Optional<SweepView> look(long id) {
        return Optional.ofNullable(sweeps.get(id))
                .map(views -> numbered(id, views.size() > 1 ? views.removeFirst() : views.getFirst()));
    }

    private static SweepView numbered(long id, SweepView view) {
        return new SweepView(
                id,
                view.kind(),
                view.reason(),
                view.since(),
                view.state(),
                view.channels(),
                view.walked(),
                view.behind(),
                view.unknown(),
                view.openGaps(),
                view.repaired(),
                view.absent(),
                view.unreadable(),
                view.askedAt(),
                view.finishedAt());
    }

    @Override
    public synchronized Future<Boolean> cancel(long sweep) {
        Deque<SweepView> views = sweeps.get(sweep);
        boolean open = views != null && views.getFirst().state().equals("open");
        if (open && !away) {
            SweepView now = views.getFirst();
            sweeps.put(
                    sweep,
                    new ArrayDeque<>(List.of(view("cancelled", now.walked(), now.openGaps(), now.repaired(), 0, 0))));
        }
        return answer(open);
    }
}
