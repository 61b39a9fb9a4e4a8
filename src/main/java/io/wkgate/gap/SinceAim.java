package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.Newest;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Has a channel read again from a time on. */
final class SinceAim implements SweepAim {

    private final PacedLog log;
    private final SweepLedger ledger;
    private final CompareAim comparison;
    private final Instant since;
    private final long sweep;

    SinceAim(PacedLog log, SweepLedger ledger, Instant since, long sweep) {
        this.log = log;
        this.ledger = ledger;
        comparison = new CompareAim(log, ledger, sweep);
        this.since = since;
        this.sweep = sweep;
    }

    @Override
    public Future<SweepTally> known(KnownNode node, KnownChannel channel) {
        return log.newest(node, channel.channel(), channel.lastSeq()).compose(newest -> {
            if (!(newest instanceof Newest.Known known)) {
                // What is known of it can be read again all the same.
                return ask(channel.channel(), channel.lastSeq()).map(asked -> SweepTally.UNKNOWN);
            }
            Future<?> compared = known.seq() > 0 && known.seq() < channel.lastSeq()
                    ? comparison.compare(node, channel.channel(), known)
                    : Future.succeededFuture();
            return compared.compose(done -> ask(channel.channel(), known.seq()));
        });
    }

    @Override
    public Future<SweepTally> found(KnownNode node, ChannelKey channel, long newestSeq) {
        if (newestSeq > 0) {
            return ask(channel, newestSeq);
        }
        return log.newest(node, channel, 0)
                .compose(newest -> newest instanceof Newest.Known known
                        ? ask(channel, known.seq())
                        : Future.succeededFuture(SweepTally.UNKNOWN));
    }

    private Future<SweepTally> ask(ChannelKey channel, long newestSeq) {
        if (newestSeq < 1) {
            return Future.succeededFuture(SweepTally.SAME);
        }
        return ledger.ask(
                        channel,
                        new SeqRun(1, newestSeq),
                        GapReason.ASKED,
                        Optional.of(since),
                        OptionalLong.of(sweep))
                .map(gaps -> gaps > 0 ? SweepTally.BEHIND : SweepTally.SAME);
    }
}
