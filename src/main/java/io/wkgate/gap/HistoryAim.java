package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.upstream.KnownNode;

/** Has a channel's past pulled: what was before its first known number, and of one that is not known all of it. */
final class HistoryAim implements SweepAim {

    private final ReadingAgain reading;
    private final SinceAim all;

    HistoryAim(ReadingAgain reading) {
        this.reading = reading;
        all = new SinceAim(reading);
    }

    @Override
    public Future<SweepTally> known(KnownNode node, KnownChannel channel) {
        return reading.ask(channel.channel(), 1, channel.firstSeq() - 1)
                .map(asked -> asked ? SweepTally.BEHIND : SweepTally.SAME);
    }

    @Override
    public Future<SweepTally> found(KnownNode node, ChannelKey channel, long newestSeq) {
        return all.found(node, channel, newestSeq);
    }
}
