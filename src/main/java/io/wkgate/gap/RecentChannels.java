package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.Database;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.Newest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells whether upstream has messages that it told nobody of, by the few channels in which something came last. Upstream's
 * own counter would tell less: on v1 and v2 it counts pings too and nothing that is sent over its API, and v3 has none.
 */
final class RecentChannels {

    private static final int SAMPLE = 20;

    private final Database database;
    private final PacedLog log;
    private final CompareAim comparison;

    RecentChannels(Database database, SweepLedger ledger, PacedLog log) {
        this.database = database;
        this.log = log;
        comparison = new CompareAim(log, ledger, OptionalLong.empty());
    }

    private record Recent(ChannelKey channel, long lastSeq) {}

    /** Whether any of them has more than came; that is a gap then. Fails where upstream or the database is away. */
    Future<Boolean> missSomething() {
        Optional<KnownNode> node = log.node(0);
        return node.isEmpty()
                ? Future.succeededFuture(false)
                : latest().compose(channels -> miss(node.get(), channels.iterator()));
    }

    private Future<List<Recent>> latest() {
        return database.execute(
                        "SELECT channel_id, channel_type, last_seq FROM wkgate_channel FORCE INDEX (seen_at)"
                                + " ORDER BY seen_at DESC LIMIT " + SAMPLE,
                        Tuple.tuple())
                .map(rows -> {
                    List<Recent> channels = new ArrayList<>();
                    rows.forEach(row -> channels.add(new Recent(
                            new ChannelKey(row.getInteger("channel_type"), row.getString("channel_id")),
                            row.getLong("last_seq"))));
                    return channels;
                });
    }

    private Future<Boolean> miss(KnownNode node, Iterator<Recent> channels) {
        if (!channels.hasNext()) {
            return Future.succeededFuture(false);
        }
        Recent recent = channels.next();
        return log.newest(node, recent.channel(), recent.lastSeq())
                .compose(newest -> newest instanceof Newest.Known known && known.seq() > recent.lastSeq()
                        ? comparison.compare(node, recent.channel(), known)
                        : Future.succeededFuture(Compared.SAME))
                .compose(compared -> compared == Compared.BEHIND ? Future.succeededFuture(true) : miss(node, channels));
    }
}
