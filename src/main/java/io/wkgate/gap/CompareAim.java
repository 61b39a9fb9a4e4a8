package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.Newest;
import java.util.OptionalLong;

/** Compares with upstream's newest number. */
final class CompareAim implements SweepAim {

    private final PacedLog log;
    private final SweepLedger ledger;
    private final OptionalLong sweep;

    CompareAim(PacedLog log, SweepLedger ledger, long sweep) {
        this.log = log;
        this.ledger = ledger;
        this.sweep = OptionalLong.of(sweep);
    }

    @Override
    public Future<SweepTally> known(KnownNode node, KnownChannel channel) {
        return log.newest(node, channel.channel(), channel.lastSeq())
                .compose(newest -> told(node, channel.channel(), newest));
    }

    @Override
    public Future<SweepTally> found(KnownNode node, ChannelKey channel, long newestSeq) {
        return newestSeq > 0
                ? compare(node, channel, new Newest.Known(newestSeq, OptionalLong.empty()))
                        .map(SweepTally::of)
                : log.newest(node, channel, 0).compose(newest -> told(node, channel, newest));
    }

    private Future<SweepTally> told(KnownNode node, ChannelKey channel, Newest newest) {
        if (newest instanceof Newest.Known known) {
            // A channel that was emptied has nothing to read; its next message tells that it began anew.
            return known.seq() == 0
                    ? Future.succeededFuture(SweepTally.SAME)
                    : compare(node, channel, known).map(SweepTally::of);
        }
        return Future.succeededFuture(SweepTally.UNKNOWN);
    }

    Future<Compared> compare(KnownNode node, ChannelKey channel, Newest.Known newest) {
        return ledger.newest(channel, newest.seq(), newest.messageId(), sweep)
                .compose(compared ->
                        compared == Compared.LOWER && newest.messageId().isEmpty()
                                ? identified(node, channel, newest.seq())
                                : Future.succeededFuture(compared));
    }

    /** Only the message's id, which holds its time, tells a channel that began anew from an answer that is out of date. */
    private Future<Compared> identified(KnownNode node, ChannelKey channel, long seq) {
        return log.newestMessage(node, channel, seq)
                .compose(message -> message.isEmpty()
                        ? Future.succeededFuture(Compared.LOWER)
                        : ledger.newest(
                                channel,
                                message.get().messageSeq(),
                                OptionalLong.of(message.get().messageId()),
                                sweep));
    }
}
