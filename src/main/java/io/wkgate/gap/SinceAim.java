package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.Newest;
import java.util.OptionalLong;

/** Has all of a channel read again, down to a time. */
final class SinceAim implements SweepAim {

    private final ReadingAgain reading;

    SinceAim(ReadingAgain reading) {
        this.reading = reading;
    }

    @Override
    public Future<SweepTally> known(KnownNode node, KnownChannel channel) {
        return reading.run(node, channel.channel(), channel.lastSeq(), 1, OptionalLong.empty());
    }

    @Override
    public Future<SweepTally> found(KnownNode node, ChannelKey channel, long newestSeq) {
        return newestSeq > 0
                ? reading.run(
                        node, channel, 0, 1, OptionalLong.empty(), new Newest.Known(newestSeq, OptionalLong.empty()))
                : reading.run(node, channel, 0, 1, OptionalLong.empty());
    }
}
