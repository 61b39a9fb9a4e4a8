package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.ListedChannel;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds channels that are not known, such as one that was born in an outage and stays silent: in the list of channels where
 * upstream has one, and in the conversations of known users where it tells those, each user once in a sweep. Of one sweep.
 */
final class ChannelDiscovery {

    /** Of known channels, whose users are taken together. */
    private static final int CHANNELS = 20;

    /** What the column of a channel's id holds. */
    private static final int LONGEST_ID = 511;

    private static final int HIGHEST_TYPE = 255;

    private final PacedLog log;
    private final SweepLedger ledger;
    private final SweepAim aim;
    private final Optional<Instant> activeSince;
    private final Seen channels = new Seen();
    private final Seen users = new Seen();

    /** @param activeSince whose users are looked at: those of channels that were active then or later */
    ChannelDiscovery(PacedLog log, SweepLedger ledger, SweepAim aim, Optional<Instant> activeSince) {
        this.log = log;
        this.ledger = ledger;
        this.aim = aim;
        this.activeSince = activeSince;
    }

    /** That channel is known, or has just been looked at. */
    void met(ChannelKey channel) {
        channels.add(SweepPlace.name(channel));
    }

    /** A page of the channels that upstream lists. */
    Future<SweepPage> listed(KnownNode node, String behind) {
        if (!log.listsChannels(node)) {
            return Future.succeededFuture(SweepPage.LAST);
        }
        return log.channels(node, Optional.of(behind).filter(page -> !page.isEmpty()))
                .map(page -> new SweepPage(
                        page.channels().stream()
                                .filter(this::isNew)
                                .map(channel ->
                                        new SweepTask(SweepPlace.name(channel.channel()), at -> lookAt(at, channel)))
                                .toList(),
                        page.next()));
    }

    /** The users of a page of known channels. */
    Future<SweepPage> users(KnownNode node, String behind) {
        if (!log.listsConversations(node)) {
            return Future.succeededFuture(SweepPage.LAST);
        }
        return ledger.page(SweepPlace.channel(behind), activeSince, CHANNELS)
                .compose(known -> usersOf(node, known)
                        .map(uids -> new SweepPage(
                                uids.stream()
                                        .filter(uid -> !users.has(uid))
                                        .map(uid -> new SweepTask("user " + uid, at -> conversations(at, uid)))
                                        .toList(),
                                nextAfter(known, CHANNELS))));
    }

    private Future<Set<String>> usersOf(KnownNode node, List<KnownChannel> known) {
        Future<Set<String>> all = Future.succeededFuture(new LinkedHashSet<>());
        for (KnownChannel channel : known) {
            all = all.compose(uids -> log.users(node, channel).map(some -> {
                some.stream()
                        .filter(uid -> !uid.isEmpty() && !uid.equals(ChannelKey.SYSTEM_UID))
                        .forEach(uids::add);
                return uids;
            }));
        }
        return all;
    }

    private Future<SweepTally> conversations(KnownNode node, String uid) {
        return log.conversations(node, uid)
                .compose(listed -> {
                    Future<SweepTally> all = Future.succeededFuture(SweepTally.NOTHING);
                    for (ListedChannel channel : listed) {
                        if (isNew(channel)) {
                            all = all.compose(sum -> lookAt(node, channel).map(sum::plus));
                        }
                    }
                    return all;
                })
                .onSuccess(done -> users.add(uid));
    }

    private boolean isNew(ListedChannel listed) {
        ChannelKey channel = listed.channel();
        return !channel.ofCommands()
                && !channel.unresolved()
                && !channel.id().isEmpty()
                && !channel.endsInSpace()
                && channel.id().length() <= LONGEST_ID
                && channel.type() > 0
                && channel.type() <= HIGHEST_TYPE
                && !channels.has(SweepPlace.name(channel));
    }

    private Future<SweepTally> lookAt(KnownNode node, ListedChannel listed) {
        return ledger.find(listed.channel())
                .compose(known -> known.isPresent()
                        ? Future.succeededFuture(SweepTally.NOTHING)
                        : aim.found(node, listed.channel(), listed.newestSeq()))
                .onSuccess(done -> met(listed.channel()));
    }

    /** The name of a page of known channels, unless it is the last. */
    static Optional<String> nextAfter(List<KnownChannel> page, int limit) {
        return page.size() < limit
                ? Optional.empty()
                : Optional.of(SweepPlace.name(page.get(page.size() - 1).channel()));
    }
}
