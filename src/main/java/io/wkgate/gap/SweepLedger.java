package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a sweep wants of {@link ChannelLedger}, whose promises hold. */
interface SweepLedger {

    Future<Optional<KnownChannel>> find(ChannelKey channel);

    Future<List<KnownChannel>> page(Optional<ChannelKey> behind, Optional<Instant> activeSince, int limit);

    Future<Long> count(Optional<Instant> activeSince);

    Future<Compared> newest(ChannelKey channel, long seq, OptionalLong messageId, OptionalLong sweep);

    Future<Integer> ask(ChannelKey channel, SeqRun run, GapReason reason, Optional<Instant> floor, OptionalLong sweep);
}
