package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.upstream.KnownNode;
import java.util.List;
import java.util.Optional;

/** The channels that an operator named. Of one sweep. */
final class GivenChannels {

    private static final int PAGE = 100;

    private final SweepLedger ledger;
    private final SweepAim aim;
    private final ReadingAgain reading;
    private final SweepKind kind;
    private final List<SweptChannel> channels;

    /**
     * @param aim what to do with them where no numbers are named
     * @param reading what to do with them where some are
     */
    GivenChannels(SweepLedger ledger, SweepAim aim, ReadingAgain reading, SweepRow sweep) {
        this.ledger = ledger;
        this.aim = aim;
        this.reading = reading;
        kind = sweep.kind();
        channels = sweep.channels().map(SweptChannel::of).orElseGet(List::of);
    }

    long count() {
        return channels.size();
    }

    /** A page of them, behind so many. */
    SweepPage page(String behind) {
        int from = behind.isEmpty() ? 0 : Integer.parseInt(behind);
        int to = Math.min(from + PAGE, channels.size());
        return new SweepPage(
                channels.subList(Math.min(from, to), to).stream()
                        .map(given -> new SweepTask(SweepPlace.name(given.channel()), node -> lookAt(node, given)))
                        .toList(),
                to < channels.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    private Future<SweepTally> lookAt(KnownNode node, SweptChannel given) {
        return ledger.find(given.channel()).compose(known -> {
            if (kind == SweepKind.CHANNEL) {
                long lastSeq = known.map(KnownChannel::lastSeq).orElse(0L);
                return reading.run(
                        node, given.channel(), lastSeq, Math.max(1, given.from().orElse(1)), given.to());
            }
            return known.isPresent() ? aim.known(node, known.get()) : aim.found(node, given.channel(), 0);
        });
    }
}
