package io.wkgate.revoke;

import io.vertx.core.Future;
import io.wkgate.config.RevokeSettings;
import io.wkgate.event.ChannelKey;
import io.wkgate.revoke.BindingHolds.Hold;
import io.wkgate.revoke.BindingTable.Bound;
import io.wkgate.store.Database;
import io.wkgate.store.Statement;
import io.wkgate.upstream.Capability;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.Upstream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Remembers whom a revoke bound to a channel's commands on WuKongIM 3, and takes that back in time: a binding to a channel
 * that is disbanded or deleted later breaks the user's whole /message/sync (upstream.md, "Revoking"). WuKongIM has one
 * binding of a user to a channel, and several revokes may need it; it is taken back when none does.
 */
final class Bindings {

    private static final int AT_ONCE = 20;

    private final RevokeSettings settings;
    private final BindingTable table;
    private final Upstream upstream;

    Bindings(RevokeSettings settings, Database database, Upstream upstream) {
        this.settings = settings;
        table = new BindingTable(database);
        this.upstream = upstream;
    }

    /** Noted before it is done, so that no crash leaves one that nobody knows of. */
    Future<Void> note(ChannelKey channel, long revoke, Collection<String> members) {
        return members.isEmpty() ? Future.succeededFuture() : table.add(channel, revoke, members, settings.bindFor());
    }

    /** A revoke's command that was to follow did not come: takes its own back at once, or as soon as that can be done. */
    Future<Void> takeBackNow(ChannelKey channel, long revoke) {
        return table.end(channel, revoke).compose(ended -> takeBack());
    }

    /**
     * Some were made for a revoke that may have been given up meanwhile, and whoever gave it up took back only what he saw. If
     * another replica has taken it up, they stay.
     */
    Future<Void> madeInVain(ChannelKey channel, long revoke, Collection<String> members) {
        return members.isEmpty()
                ? Future.succeededFuture()
                : note(channel, revoke, members)
                        .compose(noted -> table.lookSoon(channel))
                        .compose(soon -> takeBack());
    }

    /** The channel is disbanded: whoever bound them, bindings to it only break what they are for. */
    Future<Void> takeBackAll(ChannelKey channel) {
        return table.endAll(channel).compose(ended -> takeBack());
    }

    /** What makes the bindings of a revoke that is given up in the same transaction be taken back soon. */
    static Statement due(ChannelKey channel) {
        return BindingTable.due(channel);
    }

    /** Takes back what nobody needs any more; what cannot be taken back now is tried again later. */
    Future<Void> takeBack() {
        Optional<KnownNode> node =
                upstream.node(0).filter(known -> known.dialect().has(Capability.BINDS_COMMANDS));
        if (node.isEmpty()) {
            return Future.succeededFuture();
        }
        return table.due(AT_ONCE).compose(channels -> {
            Future<Void> all = Future.succeededFuture();
            for (Bound bound : channels) {
                all = all.compose(done -> takeBack(node.get(), bound));
            }
            return all;
        });
    }

    private Future<Void> takeBack(KnownNode node, Bound bound) {
        return table.givenUp(bound.holds().revokes()).compose(givenUp -> {
            List<Hold> over = bound.holds().over(bound.now(), givenUp);
            Future<Boolean> all = Future.succeededFuture(true);
            for (String uid : bound.holds().freedBy(over)) {
                all = all.compose(before -> table.isFreed(bound.channel(), uid, givenUp)
                        .compose(free -> free
                                ? upstream.unbind(node, uid, bound.channel()).map(gone -> before && gone)
                                : Future.succeededFuture(before)));
            }
            return all.compose(gone -> gone ? table.forget(bound.channel(), over) : table.later(bound.channel()));
        });
    }
}
