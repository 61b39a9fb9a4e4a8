package io.wkgate.revoke;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The revokes that are due. Replicas share them by leases: a claim moves next_attempt_at to the lease's end, so that whoever
 * dies in the middle loses it by doing nothing. All times of it are the database's, for the replicas' clocks may differ.
 * A claim is one statement: once it has returned it is committed, on a Galera cluster too.
 */
final class RevokeQueue {

    private static final String LATER = "TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))";

    private final Database database;
    private final Duration lease;

    RevokeQueue(Database database, Duration lease) {
        this.database = database;
        this.lease = lease;
    }

    /** Ids of what is due, oldest first; others may claim them first. */
    Future<List<Long>> due(int limit) {
        return database.execute(
                        "SELECT id FROM wkgate_revoke WHERE next_attempt_at <= UTC_TIMESTAMP(3)"
                                + " ORDER BY next_attempt_at LIMIT ?",
                        Tuple.of(limit))
                .map(rows -> {
                    List<Long> ids = new ArrayList<>();
                    rows.forEach(row -> ids.add(row.getLong("id")));
                    return ids;
                });
    }

    /** Takes one, or nothing if somebody else has it. */
    Future<Optional<RevokeTask>> claim(long id) {
        String token = UUID.randomUUID().toString();
        return database.execute(
                        "UPDATE wkgate_revoke SET lease = ?, next_attempt_at = " + LATER
                                + " WHERE id = ? AND next_attempt_at <= UTC_TIMESTAMP(3)",
                        Tuple.of(token, micros(lease), id))
                .compose(result -> result.rowCount() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : database.execute(
                                        "SELECT " + RevokeColumns.ALL
                                                + " FROM wkgate_revoke WHERE id = ? AND lease = ?",
                                        Tuple.of(id, token))
                                .map(rows -> {
                                    Optional<RevokeTask> task = Optional.empty();
                                    for (Row row : rows) {
                                        task = Optional.of(RevokeColumns.task(row));
                                    }
                                    return task;
                                }));
    }

    /** Holds the lease for longer. */
    Future<Boolean> renew(RevokeTask task) {
        return change(task, "next_attempt_at = " + LATER, Tuple.of(micros(lease)));
    }

    /**
     * Notes a step that is done, and holds the lease for longer.
     *
     * @param lasting whether it need not be done again when a later one fails; then failures are counted anew
     */
    Future<Boolean> stepDone(
            RevokeTask task, String line, Collection<String> stepsDone, Collection<String> notes, boolean lasting) {
        return change(
                task,
                "line = ?, steps_done = ?, notes = ?, attempts = attempts + 1, reason = '',"
                        + (lasting ? " failures = 0, refusals = 0," : "")
                        + " sent_at = COALESCE(sent_at, UTC_TIMESTAMP(3)), next_attempt_at = " + LATER,
                Tuple.of(line, RevokeColumns.json(stepsDone), RevokeColumns.json(notes), micros(lease)));
    }

    /** Nothing was left to be done, and whom it reaches is known better than before. */
    Future<Boolean> learned(RevokeTask task, Collection<String> notes) {
        Revoke revoke = task.revoke();
        return revoke.reason().isEmpty() && revoke.notes().equals(List.copyOf(notes))
                // To the database that is no change, and would look as if the task were another's.
                ? Future.succeededFuture(true)
                : change(task, "notes = ?, reason = ''", Tuple.of(RevokeColumns.json(notes)));
    }

    /** Everything is sent; looks again after a while whether the command came back. */
    Future<Boolean> awaitEcho(RevokeTask task, Duration patience) {
        return change(
                task,
                "state = 'sent', steps_done = '[]', rounds = rounds + 1, lease = '', next_attempt_at = " + LATER,
                Tuple.of(micros(patience)));
    }

    /** There was nobody to ask; it is due again after the pause. */
    Future<Boolean> postpone(RevokeTask task, String reason, Duration pause) {
        return change(
                task,
                "reason = ?, failures = failures + 1, lease = '', next_attempt_at = " + LATER,
                Tuple.of(cut(reason), micros(pause)));
    }

    /** The attempt came to nothing; it is due again after the pause. */
    Future<Boolean> attemptFailed(
            RevokeTask task, Collection<String> stepsDone, String reason, boolean refused, Duration pause) {
        return change(
                task,
                "steps_done = ?, reason = ?, attempts = attempts + 1, failures = failures + 1,"
                        + " refusals = IF(? = 1, refusals + 1, 0), lease = '', next_attempt_at = " + LATER,
                Tuple.of(RevokeColumns.json(stepsDone), cut(reason), refused ? 1 : 0, micros(pause)));
    }

    /** Nothing more will be done. */
    Future<Boolean> finish(RevokeTask task, RevokeState state) {
        return change(
                task,
                "state = ?, steps_done = '[]', rounds = rounds + 1, finished_at = UTC_TIMESTAMP(3),"
                        + " next_attempt_at = NULL, lease = ''",
                Tuple.of(state.label()));
    }

    /** Gives it up, within a transaction. */
    Future<Boolean> dead(SqlConnection transaction, RevokeTask task, String reason) {
        return transaction
                .preparedQuery("UPDATE wkgate_revoke SET state = 'dead', reason = ?, finished_at = UTC_TIMESTAMP(3),"
                        + " next_attempt_at = NULL, lease = '' WHERE id = ? AND lease = ?")
                .execute(Tuple.of(cut(reason), task.revoke().id(), task.lease()))
                .map(result -> result.rowCount() == 1);
    }

    /** Their commands came back; those that wait for that are confirmed. */
    Future<Integer> confirm(List<Long> messageIds) {
        String marks = String.join(",", Collections.nCopies(messageIds.size(), "?"));
        return database.execute(
                        "UPDATE wkgate_revoke SET state = 'confirmed', finished_at = UTC_TIMESTAMP(3),"
                                + " next_attempt_at = NULL, lease = '' WHERE state = 'sent' AND finished_at IS NULL"
                                + " AND message_id IN (" + marks + ")",
                        Tuple.tuple(new ArrayList<>(messageIds)))
                .map(result -> result.rowCount());
    }

    /** How many are not finished, and the age of the oldest in seconds. */
    Future<Backlog> backlog() {
        return database.execute(
                        "SELECT COUNT(*) AS depth, TIMESTAMPDIFF(SECOND, MIN(requested_at), UTC_TIMESTAMP(3)) AS age"
                                + " FROM wkgate_revoke WHERE next_attempt_at IS NOT NULL",
                        Tuple.tuple())
                .map(rows -> {
                    Row row = rows.iterator().next();
                    Long age = row.getLong("age");
                    return new Backlog(row.getLong("depth"), age == null ? 0 : Math.max(0, age));
                });
    }

    /** @param oldestSeconds 0 if there is none */
    record Backlog(long depth, long oldestSeconds) {}

    /** @return false if it is not ours any more; then nothing was changed */
    private Future<Boolean> change(RevokeTask task, String assignments, Tuple values) {
        values.addValue(task.revoke().id()).addValue(task.lease());
        return database.execute("UPDATE wkgate_revoke SET " + assignments + " WHERE id = ? AND lease = ?", values)
                .map(result -> result.rowCount() == 1);
    }

    static String cut(String text) {
        return text.length() <= 500 ? text : text.substring(0, 499) + "…";
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
