package io.wkgate.gap;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** The tables as a round of the finder and a comparison leave them, in memory. */
final class MemoryTables implements FindingTables {

    private final Instant findingSince;
    private final TreeMap<Long, Waiting> arrivals = new TreeMap<>();
    private final Map<ChannelKey, ChannelRow> channels = new HashMap<>();
    private final TreeMap<Long, KnownGap> gaps = new TreeMap<>();
    private Instant now;
    private long lastId;

    private record Waiting(Instant at, Arrival arrival) {}

    MemoryTables(Instant findingSince) {
        this.findingSince = findingSince;
        now = findingSince;
    }

    @Override
    public void pass(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public long arrive(Arrival arrival, Duration ago) {
        arrivals.put(++lastId, new Waiting(now.minus(ago), Arrival.read(arrival.bytes())));
        return lastId;
    }

    @Override
    public void round(int limit, Ending ending) {
        if (ending == Ending.NOT_COMMITTED) {
            return;
        }
        List<Long> taken = arrivals.entrySet().stream()
                .filter(entry -> !entry.getValue().at().isAfter(now.minus(GRACE)))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
        Map<ChannelKey, List<ChannelNumbers.Came>> batch = new HashMap<>();
        taken.forEach(id -> arrivals.get(id)
                .arrival()
                .channels()
                .forEach(numbers -> batch.computeIfAbsent(numbers.channel(), key -> new ArrayList<>())
                        .add(new ChannelNumbers.Came(numbers, arrivals.get(id).at()))));
        Instant until = taken.stream()
                .map(id -> arrivals.get(id).at())
                .max(Instant::compareTo)
                .orElse(now)
                .plus(GRACE);
        List<Waiting> younger = arrivals.entrySet().stream()
                .filter(entry -> !taken.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(waiting -> !waiting.at().isAfter(until))
                .toList();
        batch.forEach((channel, came) -> {
            Optional<ChannelRow> row = Optional.ofNullable(channels.get(channel));
            List<KnownGap> touched = row.flatMap(it -> ChannelNumbers.concerned(it, came))
                    .map(run -> touching(channel, run))
                    .orElse(List.of());
            ChannelNumbers numbers = new ChannelNumbers(channel, row, touched, findingSince);
            numbers.add(came);
            meanwhile(numbers, channel, younger);
            numbers.change().ifPresent(this::write);
        });
        taken.forEach(arrivals::remove);
    }

    private static void meanwhile(ChannelNumbers numbers, ChannelKey channel, List<Waiting> younger) {
        younger.forEach(waiting -> waiting.arrival().channels().stream()
                .filter(some -> some.channel().equals(channel))
                .forEach(numbers::alsoCame));
    }

    private List<KnownGap> touching(ChannelKey channel, SeqRun run) {
        return gaps.values().stream()
                .filter(gap -> gap.channel().equals(channel))
                .filter(gap -> gap.state() != GapState.REPAIRED || run.equals(ChannelNumbers.ALL))
                .filter(gap -> gap.run().first() <= run.last() && gap.run().last() >= run.first())
                .toList();
    }

    private void write(ChannelChange change) {
        channels.put(change.after().channel(), change.after());
        if (change.begunAnew()) {
            gaps.replaceAll((id, gap) -> gap.channel().equals(change.after().channel())
                    ? with(gap, gap.run(), gap.state() == GapState.REPAIRED ? gap.state() : GapState.ABSENT)
                    : gap);
        }
        change.closed().forEach(gap -> gaps.remove(gap.id()));
        change.shrunk()
                .forEach(shrunk -> gaps.put(
                        shrunk.gap().id(),
                        with(shrunk.gap(), shrunk.run(), shrunk.gap().state())));
        change.opened()
                .forEach(gap -> gaps.put(
                        ++lastId,
                        new KnownGap(
                                lastId,
                                gap.channel(),
                                gap.run(),
                                gap.reason(),
                                gap.state(),
                                gap.floor(),
                                gap.sweep(),
                                now,
                                now,
                                false,
                                false,
                                gap.evidence())));
    }

    private KnownGap with(KnownGap gap, SeqRun run, GapState state) {
        return new KnownGap(
                gap.id(),
                gap.channel(),
                run,
                gap.reason(),
                state,
                gap.floor(),
                gap.sweep(),
                gap.foundAt(),
                state == gap.state() ? gap.dueAt() : now,
                false,
                gap.tried(),
                gap.evidence());
    }

    @Override
    public Compared newest(ChannelKey channel, long seq, OptionalLong messageId) {
        Optional<ChannelRow> row = Optional.ofNullable(channels.get(channel));
        ChannelNumbers numbers = new ChannelNumbers(
                channel,
                row,
                row.map(it -> touching(channel, ChannelNumbers.ALL)).orElse(List.of()),
                findingSince);
        Compared compared = numbers.newest(seq, messageId.orElse(0), now);
        if (compared == Compared.BEHIND || compared == Compared.NEW) {
            ChannelNumbers before = new ChannelNumbers(channel, row, List.of(), findingSince);
            if (arrivals.values().stream()
                    .flatMap(waiting -> waiting.arrival().channels().stream())
                    .anyMatch(some -> some.channel().equals(channel) && before.beganAnewWith(some))) {
                return Compared.SAME;
            }
            meanwhile(numbers, channel, List.copyOf(arrivals.values()));
        }
        numbers.change().ifPresent(this::write);
        return compared;
    }

    @Override
    public List<Open> open() {
        return gaps.values().stream()
                .filter(gap -> gap.state() == GapState.OPEN)
                .map(gap -> new Open(gap.id(), gap.channel(), gap.run(), gap.reason(), gap.floor()))
                .toList();
    }

    @Override
    public Set<Long> waiting() {
        return Set.copyOf(arrivals.keySet());
    }

    @Override
    public void repaired(long gap) {
        gaps.computeIfPresent(gap, (id, it) -> with(it, it.run(), GapState.REPAIRED));
    }
}
