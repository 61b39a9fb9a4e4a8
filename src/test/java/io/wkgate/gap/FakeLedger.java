package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A ledger in memory that notes what it is told and asked. A channel's newest message id is its number times 1000. */
final class FakeLedger implements SweepLedger {

    record Told(ChannelKey channel, long seq, OptionalLong messageId) {}

    record Asked(ChannelKey channel, SeqRun run, GapReason reason, Optional<Instant> floor) {}

    final Map<ChannelKey, KnownChannel> known =
            new ConcurrentSkipListMap<>(Comparator.comparing(ChannelKey::id).thenComparingInt(ChannelKey::type));
    final List<Told> told = new CopyOnWriteArrayList<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    FakeLedger know(ChannelKey channel, long firstSeq, long lastSeq, Instant seenAt) {
        known.put(channel, new KnownChannel(channel, firstSeq, lastSeq, lastSeq * 1000, seenAt));
        return this;
    }

    FakeLedger know(ChannelKey channel, long lastSeq) {
        return know(channel, 1, lastSeq, Instant.now());
    }

    /** Which channels it was told the newest number of, in that order. */
    List<String> toldOf() {
        return told.stream().map(it -> it.channel().id()).toList();
    }

    @Override
    public Future<Optional<KnownChannel>> find(ChannelKey channel) {
        return Future.succeededFuture(Optional.ofNullable(known.get(channel)));
    }

    @Override
    public Future<List<KnownChannel>> page(Optional<ChannelKey> behind, Optional<Instant> activeSince, int limit) {
        List<KnownChannel> page = new ArrayList<>();
        Comparator<? super ChannelKey> order = ((ConcurrentSkipListMap<ChannelKey, KnownChannel>) known).comparator();
        known.values().stream()
                .filter(it -> behind.isEmpty() || order.compare(it.channel(), behind.get()) > 0)
                .filter(it -> activeSince.isEmpty() || !it.seenAt().isBefore(activeSince.get()))
                .limit(limit)
                .forEach(page::add);
        return Future.succeededFuture(page);
    }

    @Override
    public Future<Long> count(Optional<Instant> activeSince) {
        return page(Optional.empty(), activeSince, Integer.MAX_VALUE).map(all -> (long) all.size());
    }

    @Override
    public Future<Compared> newest(ChannelKey channel, long seq, OptionalLong messageId, OptionalLong sweep) {
        told.add(new Told(channel, seq, messageId));
        KnownChannel before = known.get(channel);
        if (before != null && seq < before.lastSeq()) {
            return Future.succeededFuture(
                    messageId.orElse(0) > before.lastMessageId() ? Compared.RENUMBERED : Compared.LOWER);
        }
        know(channel, before == null ? seq + 1 : before.firstSeq(), seq, Instant.now());
        if (before == null) {
            return Future.succeededFuture(Compared.NEW);
        }
        return Future.succeededFuture(seq == before.lastSeq() ? Compared.SAME : Compared.BEHIND);
    }

    @Override
    public Future<Integer> ask(
            ChannelKey channel, SeqRun run, GapReason reason, Optional<Instant> floor, OptionalLong sweep) {
        asked.add(new Asked(channel, run, reason, floor));
        return Future.succeededFuture(1);
    }
}
