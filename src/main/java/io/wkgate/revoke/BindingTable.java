package io.wkgate.revoke;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.revoke.BindingHolds.Hold;
import io.wkgate.store.Database;
import io.wkgate.store.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Who is bound to which channel's commands. All times of it are the database's, for the replicas' clocks may differ. */
final class BindingTable {

    private static final String READ =
            "SELECT channel_id, channel_type, bound_until, uids, UTC_TIMESTAMP(3) AS now_at FROM wkgate_binding";

    private static final String OF_CHANNEL = " WHERE channel_id = ? AND channel_type = ?";

    private final Database database;

    BindingTable(Database database) {
        this.database = database;
    }

    /** @param now when it was read */
    record Bound(ChannelKey channel, BindingHolds holds, Instant now) {

        private static Bound of(Row row) {
            Instant until = RevokeColumns.instant(row.getLocalDateTime("bound_until"));
            return new Bound(
                    new ChannelKey(row.getInteger("channel_type"), row.getString("channel_id")),
                    BindingHolds.of(row.getString("uids"), until),
                    RevokeColumns.instant(row.getLocalDateTime("now_at")));
        }
    }

    /** Adds what a revoke binds. */
    Future<Void> add(ChannelKey channel, long revoke, Collection<String> uids, Duration time) {
        return RevokeCommit.again(() -> database.transaction(transaction -> make(transaction, channel, time)
                .compose(made -> hold(transaction, channel))
                .compose(held -> {
                    Bound bound = held.orElseThrow(() -> new IllegalStateException("the row is gone"));
                    return lasting(transaction, bound.holds().revokes())
                            .compose(lasting -> write(
                                    transaction,
                                    channel,
                                    bound.holds()
                                            .merged(lasting)
                                            .with(revoke, uids, bound.now().plus(time))));
                })));
    }

    private static Future<Void> make(SqlConnection transaction, ChannelKey channel, Duration time) {
        return transaction
                .preparedQuery("INSERT INTO wkgate_binding (channel_id, channel_type, bound_until, uids) VALUES (?, ?,"
                        + " TIMESTAMPADD(SECOND, ?, UTC_TIMESTAMP(3)), '[]')"
                        + " ON DUPLICATE KEY UPDATE channel_type = VALUES(channel_type)")
                .execute(Tuple.of(channel.id(), channel.type(), time.toSeconds()))
                .mapEmpty();
    }

    /** What a revoke has bound need not be bound any more. */
    Future<Void> end(ChannelKey channel, long revoke) {
        return change(channel, bound -> bound.holds().ended(BindingHolds.isOf(revoke), bound.now()));
    }

    /** Nobody need be bound to that channel any more. */
    Future<Void> endAll(ChannelKey channel) {
        return change(channel, bound -> bound.holds().ended(hold -> true, bound.now()));
    }

    /** These were taken back; what was added meanwhile stays. */
    Future<Void> forget(ChannelKey channel, List<Hold> over) {
        return change(channel, bound -> bound.holds().minus(over));
    }

    private Future<Void> change(ChannelKey channel, Function<Bound, BindingHolds> change) {
        return RevokeCommit.again(() -> database.transaction(transaction -> hold(transaction, channel)
                .compose(held -> held.isEmpty()
                        ? Future.succeededFuture()
                        : write(transaction, channel, change.apply(held.get())))));
    }

    /** The row, which is nobody else's until the commit. */
    private static Future<Optional<Bound>> hold(SqlConnection transaction, ChannelKey channel) {
        return transaction
                .preparedQuery(READ + OF_CHANNEL + " FOR UPDATE")
                .execute(Tuple.of(channel.id(), channel.type()))
                .map(rows -> {
                    Optional<Bound> found = Optional.empty();
                    for (Row row : rows) {
                        found = Optional.of(Bound.of(row));
                    }
                    return found;
                });
    }

    private static Future<Void> write(SqlConnection transaction, ChannelKey channel, BindingHolds holds) {
        Statement statement = holds.next()
                .map(next -> new Statement(
                        "UPDATE wkgate_binding SET uids = ?, bound_until = ?" + OF_CHANNEL,
                        Tuple.of(holds.json(), RevokeColumns.utc(next), channel.id(), channel.type())))
                .orElseGet(() -> new Statement(
                        "DELETE FROM wkgate_binding" + OF_CHANNEL, Tuple.of(channel.id(), channel.type())));
        return statement.run(transaction).mapEmpty();
    }

    /** What makes it be looked soon whose revoke was given up. */
    static Statement due(ChannelKey channel) {
        return new Statement(
                "UPDATE wkgate_binding SET bound_until = UTC_TIMESTAMP(3)" + OF_CHANNEL,
                Tuple.of(channel.id(), channel.type()));
    }

    Future<Void> lookSoon(ChannelKey channel) {
        Statement due = due(channel);
        return database.execute(due.sql(), due.parameters()).mapEmpty();
    }

    /** Whether still nobody else holds him; taking back many takes a while, in which another revoke may have bound him. */
    Future<Boolean> isFreed(ChannelKey channel, String uid, Set<Long> givenUp) {
        return database.execute(READ + OF_CHANNEL, Tuple.of(channel.id(), channel.type()))
                .map(rows -> {
                    boolean freed = true;
                    for (Row row : rows) {
                        Bound bound = Bound.of(row);
                        List<Hold> over = bound.holds().over(bound.now(), givenUp);
                        freed = bound.holds().freedBy(over).contains(uid);
                    }
                    return freed;
                });
    }

    /** Those to look at, the longest waiting first. */
    Future<List<Bound>> due(int limit) {
        return database.execute(
                        READ + " WHERE bound_until <= UTC_TIMESTAMP(3) ORDER BY bound_until LIMIT ?", Tuple.of(limit))
                .map(rows -> {
                    List<Bound> due = new ArrayList<>();
                    rows.forEach(row -> due.add(Bound.of(row)));
                    return due;
                });
    }

    /** Behind those that are due meanwhile, so that what can never be taken back keeps none of them waiting. */
    Future<Void> later(ChannelKey channel) {
        return database.execute(
                        "UPDATE wkgate_binding SET bound_until = TIMESTAMPADD(MINUTE, 1, UTC_TIMESTAMP(3))" + OF_CHANNEL
                                + " AND bound_until <= UTC_TIMESTAMP(3)",
                        Tuple.of(channel.id(), channel.type()))
                .mapEmpty();
    }

    /** Which of these revokes were given up. */
    Future<Set<Long>> givenUp(List<Long> revokes) {
        if (revokes.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        Statement query = among(revokes, "state IN ('dead', 'cancelled')");
        return database.execute(query.sql(), query.parameters()).map(BindingTable::ids);
    }

    /** Which of them have ended and were not given up; those that are not there any more have, too. */
    private static Future<Set<Long>> lasting(SqlConnection transaction, List<Long> revokes) {
        if (revokes.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        Statement query = among(revokes, "finished_at IS NULL OR state IN ('dead', 'cancelled')");
        return transaction
                .preparedQuery(query.sql())
                .execute(query.parameters())
                .map(rows -> {
                    Set<Long> lasting = new HashSet<>(revokes);
                    lasting.removeAll(ids(rows));
                    return lasting;
                });
    }

    private static Statement among(List<Long> revokes, String condition) {
        String marks = String.join(",", Collections.nCopies(revokes.size(), "?"));
        return new Statement(
                "SELECT id FROM wkgate_revoke WHERE id IN (" + marks + ") AND (" + condition + ")",
                Tuple.tuple(new ArrayList<>(revokes)));
    }

    private static Set<Long> ids(RowSet<Row> rows) {
        Set<Long> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.getLong("id")));
        return ids;
    }
}
