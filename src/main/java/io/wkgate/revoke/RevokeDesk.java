package io.wkgate.revoke;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where revokes are asked for, looked at, retried and cancelled. Promises that an accepted one is committed before the
 * answer, the mark and the task in one transaction; that the same revoke twice, also at once, is one; and that what the
 * rules forbid changes nothing. Thread-safe; never blocks. Except for {@link #request}, a call fails when the database is
 * away.
 */
public final class RevokeDesk {

    private final RevokeAcceptance acceptance;
    private final RevokeChanges changes;
    private final RevokeTable table;
    private final AttemptTable attempts;
    private final AuditTrail trail;

    RevokeDesk(
            RevokeAcceptance acceptance,
            RevokeChanges changes,
            RevokeTable table,
            AttemptTable attempts,
            AuditTrail trail) {
        this.acceptance = acceptance;
        this.changes = changes;
        this.table = table;
        this.attempts = attempts;
        this.trail = trail;
    }

    /** Marks the message and sees to the rest. Never fails; a database that is away is an answer. */
    public Future<RevokeAnswer> request(RevokeRequest request) {
        return acceptance.request(request);
    }

    /** The revoke of that id. */
    public Future<Optional<Revoke>> find(long id) {
        return table.find(id);
    }

    /** What was tried for it, oldest first; of very many the first thousand. */
    public Future<List<Attempt>> attempts(long revokeId) {
        return attempts.of(revokeId);
    }

    /**
     * Newest first.
     *
     * @param before only those with a smaller id; {@link Long#MAX_VALUE} for the first page
     */
    public Future<List<Revoke>> list(Optional<RevokeState> state, long before, int limit) {
        return table.list(state, before, limit);
    }

    /** The names that callers gave to those who revoked these messages; where none was given there is none. */
    public Future<Map<Long, String>> names(List<Long> messageIds) {
        return table.names(messageIds);
    }

    /**
     * Begins anew one that is dead, cancelled or sent, and tries one that waits at once.
     *
     * @param by who wants that, for the audit trail
     */
    public Future<Change> retry(long id, String by) {
        return changes.retry(id, by);
    }

    /**
     * Stops one that has not ended; a call that is under way is not recalled. The message stays marked.
     *
     * @param by who wants that, for the audit trail
     */
    public Future<Change> cancel(long id, String by) {
        return changes.cancel(id, by);
    }

    /**
     * The audit trail, newest first.
     *
     * @param before only entries with a smaller id; {@link Long#MAX_VALUE} for the first page
     */
    public Future<List<AuditEntry>> audit(
            Optional<Long> messageId, Optional<String> operatorUid, long before, int limit) {
        return trail.list(messageId, operatorUid, before, limit);
    }
}
