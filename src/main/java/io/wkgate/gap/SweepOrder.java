package io.wkgate.gap;

import io.wkgate.event.ChannelKey;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** What an operator asks for. */
public sealed interface SweepOrder {

    /** Numbers of one channel are read again. Without an end: to the newest; without a beginning: from the first. */
    record OneChannel(ChannelKey channel, OptionalLong from, OptionalLong to) implements SweepOrder {}

    /** All known channels are read again from a time on. */
    record Since(Instant time) implements SweepOrder {}

    /** All known channels are compared with upstream's newest number. */
    record AllKnown() implements SweepOrder {}

    /** The past of these channels is pulled; of all that are known or can be listed, where there is none. */
    record History(List<ChannelKey> channels) implements SweepOrder {}
}
