package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.Newest;
import java.util.Optional;
import java.util.OptionalLong;

/** Compares with upstream's newest number. */
final class CompareAim implements SweepAim {

    private final PacedLog log;
    private final SweepLedger ledger;
    private final OptionalLong sweep;

    /** @param sweep whose the gaps are */
    CompareAim(PacedLog log, SweepLedger ledger, OptionalLong sweep) {
        this.log = log;
        this.ledger = ledger;
        this.sweep = sweep;
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
        return ledger.newest(channel, newest.seq(), newest.messageId(), sweep).compose(compared -> {
            if (newest.messageId().isPresent()) {
                return Future.succeededFuture(compared);
            }
            return switch (compared) {
                case LOWER ->
                    log.newestMessage(node, channel, newest.seq())
                            .compose(message -> identified(channel, message).map(it -> it.orElse(compared)));
                // What is noted already stays noted if the message cannot be asked for.
                case BEHIND, NEW ->
                    log.newestMessage(node, channel, newest.seq())
                            .otherwise(Optional.empty())
                            .compose(message -> identified(channel, message))
                            .map(compared);
                case SAME, RENUMBERED -> Future.succeededFuture(compared);
            };
        });
    }

    /**
     * Only the message's id, which holds its time, tells a channel that began anew from an answer that is out of date:
     * now, and later, when the number that is noted now is the higher one.
     */
    private Future<Optional<Compared>> identified(ChannelKey channel, Optional<Message> newest) {
        return newest.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : ledger.newest(
                                channel,
                                newest.get().messageSeq(),
                                OptionalLong.of(newest.get().messageId()),
                                sweep)
                        .map(Optional::of);
    }
}
