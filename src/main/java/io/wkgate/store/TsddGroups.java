package io.wkgate.store;

import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import java.util.Optional;

/** What asks TangSengDaoDaoServer's {@code group_member}. */
final class TsddGroups {

    private static final int GROUP = 2;

    private static final String PRESENT =
            " FROM group_member WHERE group_no = ? AND group_no = ? COLLATE utf8mb4_bin AND is_deleted = 0 AND status = 1";

    private TsddGroups() {}

    static Optional<Statement> members(ChannelKey channel) {
        return channel.type() != GROUP
                ? Optional.empty()
                : Optional.of(
                        new Statement("SELECT uid" + PRESENT + " ORDER BY id", Tuple.of(channel.id(), channel.id())));
    }

    static Optional<Statement> role(ChannelKey channel, String uid) {
        return channel.type() != GROUP
                ? Optional.empty()
                : Optional.of(new Statement(
                        "SELECT CASE role WHEN 1 THEN 'owner' WHEN 2 THEN 'manager' ELSE 'member' END" + PRESENT
                                + " AND uid = ? AND uid = ? COLLATE utf8mb4_bin",
                        Tuple.of(channel.id(), channel.id(), uid, uid)));
    }
}
