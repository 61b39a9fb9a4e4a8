package io.wkgate.revoke;

import io.vertx.core.Future;
import io.wkgate.config.RevokeSettings;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.GroupMembers;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.LookupResult;
import io.wkgate.upstream.MessageQuery;
import io.wkgate.upstream.RevokeOrder;
import io.wkgate.upstream.Upstream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a revoke's command must say and to whom: as the caller said, else as upstream tells, else as the database knows. */
final class RevokeOrders {

    private final RevokeSettings settings;
    private final GroupMembers groupMembers;
    private final Upstream upstream;

    RevokeOrders(RevokeSettings settings, GroupMembers groupMembers, Upstream upstream) {
        this.settings = settings;
        this.groupMembers = groupMembers;
        this.upstream = upstream;
    }

    /** An order, and why it does not name the members whom it could. */
    record Ordered(RevokeOrder order, Optional<MembersNotTold> notTold) {

        private static Ordered to(RevokeOrder order, List<String> members) {
            return new Ordered(order.withMembers(members), Optional.empty());
        }
    }

    /** Never fails: what nobody tells stays unknown. */
    Future<Ordered> of(RevokeTask task, KnownNode node) {
        Revoke revoke = task.revoke();
        return channel(revoke, node)
                .map(channel -> new RevokeOrder(
                        revoke.messageId(),
                        revoke.fromUid(),
                        channel,
                        revoke.operator().uid(),
                        List.of(),
                        task.rounds(),
                        settings.bind()))
                .compose(order -> members(order, task.subscribers(), node));
    }

    /** WuKongIM 2 loses the recipient of the system's message to a user in its webhook; its log may still tell it. */
    private Future<ChannelKey> channel(Revoke revoke, KnownNode node) {
        ChannelKey channel = revoke.channel();
        if (!channel.unresolved()) {
            return Future.succeededFuture(channel);
        }
        MessageQuery query =
                new MessageQuery(OptionalLong.of(revoke.messageId()), Optional.empty(), channel, List.of());
        return upstream.find(node, query)
                .map(result -> result instanceof LookupResult.Found found
                        ? found.messages().get(0).channel()
                        : channel)
                .otherwise(channel);
    }

    private Future<Ordered> members(RevokeOrder order, Optional<List<String>> told, KnownNode node) {
        if (told.isPresent() || !node.dialect().wantsMembers(order)) {
            return Future.succeededFuture(Ordered.to(order, told.orElse(List.of())));
        }
        return upstream.members(node, order.channel())
                .transform(asked -> asked.succeeded() && !asked.result().isEmpty()
                        ? Future.succeededFuture(Ordered.to(order, asked.result()))
                        : fromDatabase(order, Optional.ofNullable(asked.cause()).map(MembersNotTold::byUpstream)));
    }

    private Future<Ordered> fromDatabase(RevokeOrder order, Optional<MembersNotTold> byUpstream) {
        return groupMembers.askMembers(order.channel()).transform(asked -> {
            if (asked.succeeded() && !asked.result().isEmpty()) {
                return Future.succeededFuture(Ordered.to(order, asked.result()));
            }
            Optional<MembersNotTold> notTold =
                    byUpstream.or(() -> Optional.ofNullable(asked.cause()).map(MembersNotTold::byDatabase));
            return Future.succeededFuture(new Ordered(order, notTold));
        });
    }
}
