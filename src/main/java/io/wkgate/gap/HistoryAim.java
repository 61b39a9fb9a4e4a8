package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.Newest;
import java.util.Optional;
import java.util.OptionalLong;

/** Has a channel's past pulled. */
final class HistoryAim implements SweepAim {

    private final PacedLog log;
    private final SweepLedger ledger;
    private final OptionalLong sweep;

    HistoryAim(PacedLog log, SweepLedger ledger, long sweep) {
        this.log = log;
        this.ledger = ledger;
        this.sweep = OptionalLong.of(sweep);
    }

    @Override
    public Future<SweepTally> known(KnownNode node, KnownChannel channel) {
        return ask(channel.channel(), channel.firstSeq() - 1);
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

    private Future<SweepTally> ask(ChannelKey channel, long last) {
        if (last < 1) {
            return Future.succeededFuture(SweepTally.SAME);
        }
        return ledger.ask(channel, new SeqRun(1, last), GapReason.HISTORY, Optional.empty(), sweep)
                .map(gaps -> gaps > 0 ? SweepTally.BEHIND : SweepTally.SAME);
    }
}
