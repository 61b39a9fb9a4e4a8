package io.wkgate.revoke;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.config.RevokeSettings;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.Database;
import io.wkgate.upstream.Capability;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.Upstream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Remembers whom a revoke bound to a channel's commands on WuKongIM 3, and takes that back in time: a binding to a channel
 * that is disbanded or deleted later breaks the user's whole /message/sync (upstream.md, "Revoking").
 */
final class Bindings {

    private static final int AT_ONCE = 20;

    private final RevokeSettings settings;
    private final Database database;
    private final Upstream upstream;

    Bindings(RevokeSettings settings, Database database, Upstream upstream) {
        this.settings = settings;
        this.database = database;
        this.upstream = upstream;
    }

    /** Noted before it is done, so that no crash leaves one that nobody knows of. */
    Future<Void> note(ChannelKey channel, Collection<String> members) {
        if (members.isEmpty()) {
            return Future.succeededFuture();
        }
        return find(channel)
                .compose(known -> {
                    TreeSet<String> uids = new TreeSet<>(known);
                    uids.addAll(members);
                    return database.execute(
                            "INSERT INTO wkgate_binding (channel_id, channel_type, bound_until, uids) VALUES (?, ?,"
                                    + " TIMESTAMPADD(SECOND, ?, UTC_TIMESTAMP(3)), ?)"
                                    + " ON DUPLICATE KEY UPDATE bound_until = VALUES(bound_until), uids = VALUES(uids)",
                            Tuple.of(
                                    channel.id(),
                                    channel.type(),
                                    settings.bindFor().toSeconds(),
                                    RevokeColumns.json(uids)));
                })
                .mapEmpty();
    }

    private Future<List<String>> find(ChannelKey channel) {
        return database.execute(
                        "SELECT uids FROM wkgate_binding WHERE channel_id = ? AND channel_type = ?",
                        Tuple.of(channel.id(), channel.type()))
                .map(rows -> {
                    List<String> uids = new ArrayList<>();
                    rows.forEach(row -> uids.addAll(RevokeColumns.texts(row.getString("uids"))));
                    return uids;
                });
    }

    /** The command that was to follow did not come: takes it back at once, or as soon as that can be done. */
    Future<Void> takeBackNow(ChannelKey channel) {
        return database.execute(
                        "UPDATE wkgate_binding SET bound_until = UTC_TIMESTAMP(3) WHERE channel_id = ? AND channel_type = ?",
                        Tuple.of(channel.id(), channel.type()))
                .compose(due -> takeBack());
    }

    /** Takes back what has been bound for long enough; what cannot be taken back now is tried again later. */
    Future<Void> takeBack() {
        Optional<KnownNode> node =
                upstream.node(0).filter(known -> known.dialect().has(Capability.BINDS_COMMANDS));
        if (node.isEmpty()) {
            return Future.succeededFuture();
        }
        return database.execute(
                        "SELECT channel_id, channel_type, uids FROM wkgate_binding"
                                + " WHERE bound_until <= UTC_TIMESTAMP(3) ORDER BY bound_until LIMIT ?",
                        Tuple.of(AT_ONCE))
                .compose(rows -> {
                    Future<Void> all = Future.succeededFuture();
                    for (Row row : rows) {
                        all = all.compose(done -> takeBack(node.get(), row));
                    }
                    return all;
                });
    }

    private Future<Void> takeBack(KnownNode node, Row row) {
        ChannelKey channel = new ChannelKey(row.getInteger("channel_type"), row.getString("channel_id"));
        Future<Boolean> all = Future.succeededFuture(true);
        for (String uid : RevokeColumns.texts(row.getString("uids"))) {
            all = all.compose(before -> upstream.unbind(node, uid, channel).map(gone -> before && gone));
        }
        return all.compose(gone -> gone
                ? database.execute(
                                "DELETE FROM wkgate_binding WHERE channel_id = ? AND channel_type = ?"
                                        + " AND bound_until <= UTC_TIMESTAMP(3)",
                                Tuple.of(channel.id(), channel.type()))
                        .mapEmpty()
                : Future.succeededFuture());
    }
}
