package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.Newest;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Has a channel's numbers read again, as far as upstream has them now. */
final class ReadingAgain {

    private final PacedLog log;
    private final SweepLedger ledger;
    private final CompareAim comparison;
    private final GapReason reason;
    private final Optional<Instant> floor;
    private final OptionalLong sweep;

    /** @param floor what was sent before is not asked for */
    ReadingAgain(PacedLog log, SweepLedger ledger, GapReason reason, Optional<Instant> floor, long sweep) {
        this.log = log;
        this.ledger = ledger;
        comparison = new CompareAim(log, ledger, OptionalLong.of(sweep));
        this.reason = reason;
        this.floor = floor;
        this.sweep = OptionalLong.of(sweep);
    }

    /**
     * @param lastSeq the last number that is known; 0 for none
     * @param to nothing for the newest
     */
    Future<SweepTally> run(KnownNode node, ChannelKey channel, long lastSeq, long from, OptionalLong to) {
        return log.newest(node, channel, lastSeq)
                .compose(newest -> newest instanceof Newest.Known known
                        ? run(node, channel, lastSeq, from, to, known)
                        // What is known of it can be read again all the same.
                        : ask(channel, from, to.orElse(lastSeq)).map(asked -> SweepTally.UNKNOWN));
    }

    /** Where upstream's newest number is known already. Above it nothing is asked for, or it would count as absent. */
    Future<SweepTally> run(
            KnownNode node, ChannelKey channel, long lastSeq, long from, OptionalLong to, Newest.Known newest) {
        Future<Compared> compared = newest.seq() > 0 && newest.seq() != lastSeq
                ? comparison.compare(node, channel, newest)
                : Future.succeededFuture(Compared.SAME);
        long last = Math.min(to.orElse(newest.seq()), newest.seq());
        return compared.compose(
                was -> ask(channel, from, last).map(asked -> asked ? SweepTally.BEHIND : SweepTally.of(was)));
    }

    /** @return whether there was anything to open */
    Future<Boolean> ask(ChannelKey channel, long from, long last) {
        return last < from
                ? Future.succeededFuture(false)
                : ledger.ask(channel, new SeqRun(from, last), reason, floor, sweep)
                        .map(gaps -> gaps > 0);
    }
}
