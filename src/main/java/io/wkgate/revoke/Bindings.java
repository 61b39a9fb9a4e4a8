package io.wkgate.revoke;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.config.RevokeSettings;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.Database;
import io.wkgate.store.Statement;
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
        return RevokeCommit.again(() -> database.transaction(transaction -> hold(transaction, channel)
                .compose(held -> find(transaction, channel))
                .compose(known -> {
                    TreeSet<String> uids = new TreeSet<>(known);
                    uids.addAll(members);
                    return write(transaction, channel, uids);
                })));
    }

    /** Makes the row if there is none, and keeps others from it until the commit: they may be adding members, too. */
    private Future<Void> hold(SqlConnection transaction, ChannelKey channel) {
        return transaction
                .preparedQuery("INSERT INTO wkgate_binding (channel_id, channel_type, bound_until, uids) VALUES (?, ?,"
                        + " TIMESTAMPADD(SECOND, ?, UTC_TIMESTAMP(3)), '[]')"
                        + " ON DUPLICATE KEY UPDATE bound_until = VALUES(bound_until)")
                .execute(Tuple.of(
                        channel.id(), channel.type(), settings.bindFor().toSeconds()))
                .mapEmpty();
    }

    private static Future<List<String>> find(SqlConnection transaction, ChannelKey channel) {
        return transaction
                .preparedQuery("SELECT uids FROM wkgate_binding WHERE channel_id = ? AND channel_type = ?")
                .execute(Tuple.of(channel.id(), channel.type()))
                .map(rows -> {
                    List<String> uids = new ArrayList<>();
                    rows.forEach(row -> uids.addAll(RevokeColumns.texts(row.getString("uids"))));
                    return uids;
                });
    }

    private static Future<Void> write(SqlConnection transaction, ChannelKey channel, Collection<String> uids) {
        return transaction
                .preparedQuery("UPDATE wkgate_binding SET uids = ? WHERE channel_id = ? AND channel_type = ?")
                .execute(Tuple.of(RevokeColumns.json(uids), channel.id(), channel.type()))
                .mapEmpty();
    }

    /** The command that was to follow did not come: takes it back at once, or as soon as that can be done. */
    Future<Void> takeBackNow(ChannelKey channel) {
        Statement due = due(channel);
        return database.execute(due.sql(), due.parameters()).compose(marked -> takeBack());
    }

    /** What makes it be taken back soon. */
    static Statement due(ChannelKey channel) {
        return new Statement(
                "UPDATE wkgate_binding SET bound_until = UTC_TIMESTAMP(3) WHERE channel_id = ? AND channel_type = ?",
                Tuple.of(channel.id(), channel.type()));
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
        return all.compose(gone -> gone ? forget(channel) : later(channel));
    }

    private Future<Void> forget(ChannelKey channel) {
        return database.execute(
                        "DELETE FROM wkgate_binding WHERE channel_id = ? AND channel_type = ?"
                                + " AND bound_until <= UTC_TIMESTAMP(3)",
                        Tuple.of(channel.id(), channel.type()))
                .mapEmpty();
    }

    /** Behind those that are due meanwhile, so that what can never be taken back keeps none of them waiting. */
    private Future<Void> later(ChannelKey channel) {
        return database.execute(
                        "UPDATE wkgate_binding SET bound_until = TIMESTAMPADD(MINUTE, 1, UTC_TIMESTAMP(3))"
                                + " WHERE channel_id = ? AND channel_type = ? AND bound_until <= UTC_TIMESTAMP(3)",
                        Tuple.of(channel.id(), channel.type()))
                .mapEmpty();
    }
}
