package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.SeqRun;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.Newest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The channels that an operator named. Of one sweep. */
final class GivenChannels {

    private static final int PAGE = 100;

    private final PacedLog log;
    private final SweepLedger ledger;
    private final SweepAim aim;
    private final SweepRow sweep;
    private final List<SweptChannel> channels;

    /** @param aim what to do with them where no numbers are named */
    GivenChannels(PacedLog log, SweepLedger ledger, SweepAim aim, SweepRow sweep) {
        this.log = log;
        this.ledger = ledger;
        this.aim = aim;
        this.sweep = sweep;
        channels = sweep.channels().map(SweptChannel::of).orElseGet(List::of);
    }

    long count() {
        return channels.size();
    }

    /** A page of them, behind so many. */
    SweepPage page(String behind) {
        int from = behind.isEmpty() ? 0 : Integer.parseInt(behind);
        int to = Math.min(from + PAGE, channels.size());
        return new SweepPage(
                channels.subList(Math.min(from, to), to).stream()
                        .map(given -> new SweepTask(SweepPlace.name(given.channel()), node -> lookAt(node, given)))
                        .toList(),
                to < channels.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    private Future<SweepTally> lookAt(KnownNode node, SweptChannel given) {
        if (sweep.kind() == SweepKind.CHANNEL) {
            return given.to().isPresent()
                    ? ask(given, given.to().getAsLong())
                    : toNewest(node, given);
        }
        return ledger.find(given.channel())
                .compose(known -> known.isPresent()
                        ? aim.known(node, known.get())
                        : aim.found(node, given.channel(), 0));
    }

    private Future<SweepTally> toNewest(KnownNode node, SweptChannel given) {
        return ledger.find(given.channel()).compose(known -> {
            long lastSeq = known.map(KnownChannel::lastSeq).orElse(0L);
            return log.newest(node, given.channel(), lastSeq)
                    .compose(newest -> newest instanceof Newest.Known told
                            ? ask(given, told.seq())
                            // What is known of it can be read again all the same.
                            : ask(given, lastSeq).map(asked -> SweepTally.UNKNOWN));
        });
    }

    private Future<SweepTally> ask(SweptChannel given, long last) {
        long first = Math.max(1, given.from().orElse(1));
        return last < first
                ? Future.succeededFuture(SweepTally.SAME)
                : ledger.ask(
                                given.channel(),
                                new SeqRun(first, last),
                                GapReason.ASKED,
                                Optional.empty(),
                                OptionalLong.of(sweep.id()))
                        .map(gaps -> gaps > 0 ? SweepTally.BEHIND : SweepTally.SAME);
    }
}
