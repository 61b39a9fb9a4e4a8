package io.wkgate.revoke;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.Message;
import io.wkgate.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every revoke there is, as people and business servers see it. What is due is {@link RevokeQueue}'s. */
final class RevokeTable {

    private static final String SELECT = "SELECT " + RevokeColumns.ALL + " FROM wkgate_revoke";

    private final Database database;

    RevokeTable(Database database) {
        this.database = database;
    }

    /**
     * Adds a revoke within a transaction, unless the message has one.
     *
     * @return whether it is new
     */
    Future<Boolean> add(
            SqlConnection transaction,
            Message message,
            RevokeRequest request,
            String rule,
            Instant now,
            Instant until) {
        RevokeState state = request.notifies() ? RevokeState.REQUESTED : RevokeState.CONFIRMED;
        Tuple row = Tuple.tuple()
                .addLong(message.messageId())
                .addLong(message.messageSeq())
                .addString(message.fromUid())
                .addString(message.channel().id())
                .addInteger(message.channel().type())
                .addString(request.operator().uid())
                .addString(request.operator().role().label())
                .addString(request.operator().name())
                .addString(rule)
                .addInteger(request.notifies() ? 1 : 0)
                .addString(request.subscribers().map(RevokeColumns::json).orElse(null))
                .addString(state.label())
                .addLocalDateTime(RevokeColumns.utc(now))
                .addLocalDateTime(request.notifies() ? null : RevokeColumns.utc(now))
                .addLocalDateTime(RevokeColumns.utc(until))
                .addInteger(request.notifies() ? 1 : 0);
        return transaction.preparedQuery("""
                        INSERT INTO wkgate_revoke (message_id, message_seq, from_uid, channel_id, channel_type,
                          operator_uid, operator_role, operator_name, rule, notify, subscribers, state, notes,
                          steps_done, requested_at, finished_at, deadline_at, next_attempt_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', '[]', ?, ?, ?,
                          IF(? = 1, UTC_TIMESTAMP(3), NULL))
                        ON DUPLICATE KEY UPDATE message_id = VALUES(message_id)
                        """).execute(row).map(result -> result.rowCount() == 1);
    }

    /**
     * A message that was only marked is now to be told to clients, too.
     *
     * @param subscribers the channel's members, if the caller gave them now
     */
    Future<Void> notifyToo(long messageId, Optional<List<String>> subscribers, Instant until) {
        Tuple values = Tuple.tuple()
                .addString(subscribers.map(RevokeColumns::json).orElse(null))
                .addLocalDateTime(RevokeColumns.utc(until))
                .addLong(messageId);
        return database.execute(
                        "UPDATE wkgate_revoke SET notify = 1, subscribers = COALESCE(?, subscribers),"
                                + " state = 'requested', finished_at = NULL, deadline_at = ?,"
                                + " next_attempt_at = UTC_TIMESTAMP(3) WHERE message_id = ? AND notify = 0",
                        values)
                .mapEmpty();
    }

    Future<Optional<Revoke>> find(long id) {
        return database.execute(SELECT + " WHERE id = ?", Tuple.of(id)).map(RevokeTable::first);
    }

    Future<Optional<Revoke>> findByMessage(long messageId) {
        return database.execute(SELECT + " WHERE message_id = ?", Tuple.of(messageId))
                .map(RevokeTable::first);
    }

    /** @param before only those with a smaller id */
    Future<List<Revoke>> list(Optional<RevokeState> state, long before, int limit) {
        Future<RowSet<Row>> rows = state.map(wanted -> database.execute(
                        SELECT + " WHERE state = ? AND id < ? ORDER BY id DESC LIMIT ?",
                        Tuple.of(wanted.label(), before, limit)))
                .orElseGet(() ->
                        database.execute(SELECT + " WHERE id < ? ORDER BY id DESC LIMIT ?", Tuple.of(before, limit)));
        return rows.map(RevokeTable::all);
    }

    /** The names that callers gave to those who revoked these messages. */
    Future<Map<Long, String>> names(List<Long> messageIds) {
        if (messageIds.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        String marks = String.join(",", Collections.nCopies(messageIds.size(), "?"));
        return database.execute(
                        "SELECT message_id, operator_name FROM wkgate_revoke WHERE operator_name <> '' AND message_id IN ("
                                + marks + ")",
                        Tuple.tuple(new ArrayList<>(messageIds)))
                .map(rows -> {
                    Map<Long, String> names = new HashMap<>();
                    rows.forEach(row -> names.put(row.getLong("message_id"), row.getString("operator_name")));
                    return names;
                });
    }

    /** Begins it anew unless it is confirmed, within a transaction; tells whether it did. */
    Future<Boolean> retry(SqlConnection transaction, long id, Instant until) {
        return transaction
                .preparedQuery("UPDATE wkgate_revoke SET notify = 1, state = 'requested', reason = '', line = '',"
                        + " steps_done = '[]', rounds = 0, failures = 0, refusals = 0, sent_at = NULL,"
                        + " finished_at = NULL, deadline_at = ?, next_attempt_at = UTC_TIMESTAMP(3), lease = ''"
                        + " WHERE id = ? AND state <> 'confirmed'")
                .execute(Tuple.of(RevokeColumns.utc(until), id))
                .map(result -> result.rowCount() == 1);
    }

    /** Ends it unless it has ended, within a transaction; tells whether it did. */
    Future<Boolean> cancel(SqlConnection transaction, long id, Instant now) {
        return transaction
                .preparedQuery("UPDATE wkgate_revoke SET state = 'cancelled', finished_at = ?, next_attempt_at = NULL,"
                        + " lease = '' WHERE id = ? AND finished_at IS NULL")
                .execute(Tuple.of(RevokeColumns.utc(now), id))
                .map(result -> result.rowCount() == 1);
    }

    private static Optional<Revoke> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    private static List<Revoke> all(RowSet<Row> rows) {
        List<Revoke> revokes = new ArrayList<>();
        rows.forEach(row -> revokes.add(RevokeColumns.revoke(row)));
        return revokes;
    }
}
