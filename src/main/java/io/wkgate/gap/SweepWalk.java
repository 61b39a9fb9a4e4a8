package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.config.GapSettings;
import io.wkgate.upstream.KnownNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The walk of one sweep through its channels, page by page. What it remembers only saves work: another process goes on
 * without it.
 */
final class SweepWalk {

    private static final int PAGE = 100;

    private final SweepLedger ledger;
    private final Optional<Instant> activeSince;
    private final SweepAim aim;
    private final GivenChannels given;
    private final ChannelDiscovery discovery;

    SweepWalk(GapSettings settings, PacedLog log, SweepLedger ledger, SweepRow sweep) {
        this.ledger = ledger;
        activeSince = sweep.kind() == SweepKind.OUTAGE
                ? sweep.since().map(begin -> begin.minus(settings.activeFor()))
                : Optional.empty();
        ReadingAgain reading = new ReadingAgain(
                log,
                ledger,
                sweep.kind() == SweepKind.HISTORY ? GapReason.HISTORY : GapReason.ASKED,
                sweep.since(),
                sweep.id());
        aim = switch (sweep.kind()) {
            case OUTAGE, DAILY, KNOWN, CHANNEL -> new CompareAim(log, ledger, OptionalLong.of(sweep.id()));
            case SINCE -> new SinceAim(reading);
            case HISTORY -> new HistoryAim(reading);
        };
        given = new GivenChannels(ledger, aim, reading, sweep);
        discovery = new ChannelDiscovery(log, ledger, aim, activeSince);
    }

    /** How many channels there are, as far as is known. */
    Future<Long> expected() {
        return given.count() > 0 ? Future.succeededFuture(given.count()) : ledger.count(activeSince);
    }

    /** The page behind that place. Fails with an UpstreamException when upstream cannot be asked. */
    Future<SweepPage> page(KnownNode node, SweepPlace place) {
        return switch (place.part()) {
            case GIVEN -> Future.succeededFuture(given.page(place.behind()));
            case KNOWN ->
                ledger.page(SweepPlace.channel(place.behind()), activeSince, PAGE)
                        .map(this::known);
            case LISTED -> discovery.listed(node, place.behind());
            case USERS -> discovery.users(node, place.behind());
        };
    }

    private SweepPage known(List<KnownChannel> page) {
        return new SweepPage(
                page.stream()
                        .map(channel -> new SweepTask(
                                SweepPlace.name(channel.channel()),
                                node -> aim.known(node, channel).onSuccess(done -> discovery.met(channel.channel()))))
                        .toList(),
                ChannelDiscovery.nextAfter(page, PAGE));
    }
}
