package io.wkgate.revoke;

import io.vertx.core.Future;
import io.wkgate.store.GroupMembers;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.RevokeOrder;
import io.wkgate.upstream.Upstream;
import java.util.List;
import java.util.Optional;

/** Whom a revoke must reach: as the caller said, else as upstream tells, else as the database knows. */
final class ChannelMembers {

    private final GroupMembers groupMembers;
    private final Upstream upstream;

    ChannelMembers(GroupMembers groupMembers, Upstream upstream) {
        this.groupMembers = groupMembers;
        this.upstream = upstream;
    }

    /**
     * @param told as the caller told them
     * @return empty where nobody knows, or nobody need know
     */
    Future<List<String>> of(RevokeOrder order, Optional<List<String>> told, KnownNode node) {
        if (told.isPresent()) {
            return Future.succeededFuture(told.get());
        } else if (!node.dialect().wantsMembers(order)) {
            return Future.succeededFuture(List.of());
        }
        return upstream.members(node, order.channel())
                .compose(members ->
                        members.isEmpty() ? groupMembers.members(order.channel()) : Future.succeededFuture(members));
    }
}
