package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The channels' known numbers and the gaps in them. Every change is one transaction that leaves them true, also beside the
 * finder. Futures fail when the database is away.
 */
final class ChannelLedger implements SweepLedger {

    ChannelLedger(Database database) {}

    @Override
    public Future<Optional<KnownChannel>> find(ChannelKey channel) {
        throw new UnsupportedOperationException();
    }

    /**
     * Channels in the order of their keys.
     *
     * @param behind the one after which to begin; nothing for the beginning
     * @param activeSince only those that were seen then or later
     */
    @Override
    public Future<List<KnownChannel>> page(Optional<ChannelKey> behind, Optional<Instant> activeSince, int limit) {
        throw new UnsupportedOperationException();
    }

    /** How many channels are known. */
    @Override
    public Future<Long> count(Optional<Instant> activeSince) {
        throw new UnsupportedOperationException();
    }

    /**
     * Notes upstream's newest number; what of it is missing becomes a gap.
     *
     * @param messageId of that number, where it is known
     * @param sweep which asked
     */
    @Override
    public Future<Compared> newest(ChannelKey channel, long seq, OptionalLong messageId, OptionalLong sweep) {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens a gap over numbers that somebody wants read again, whatever is known of them; what is in an open gap of the
     * channel already is not opened twice. Absent and unreadable ones of that run are opened again. The known range grows
     * over them.
     *
     * @param floor what was sent before is not asked for
     * @return how many gaps it made or opened again
     */
    @Override
    public Future<Integer> ask(
            ChannelKey channel, SeqRun run, GapReason reason, Optional<Instant> floor, OptionalLong sweep) {
        throw new UnsupportedOperationException();
    }
}
