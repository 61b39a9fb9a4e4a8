package io.wkgate.revoke;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stands for the lead's until the merge. */
public final class RevokeDesk {

    public Future<RevokeAnswer> request(RevokeRequest request) {
        return Future.succeededFuture(new RevokeAnswer.Unavailable("revokes are not built yet"));
    }

    public Future<Optional<Revoke>> find(long id) {
        return Future.succeededFuture(Optional.empty());
    }

    public Future<List<Attempt>> attempts(long revokeId) {
        return Future.succeededFuture(List.of());
    }

    public Future<List<Revoke>> list(Optional<RevokeState> state, long before, int limit) {
        return Future.succeededFuture(List.of());
    }

    public Future<Change> retry(long id, String by) {
        return Future.succeededFuture(new Change.Unknown());
    }

    public Future<Change> cancel(long id, String by) {
        return Future.succeededFuture(new Change.Unknown());
    }

    public Future<List<AuditEntry>> audit(
            Optional<Long> messageId, Optional<String> operatorUid, long before, int limit) {
        return Future.succeededFuture(List.of());
    }

    public Future<Map<Long, String>> names(List<Long> messageIds) {
        return Future.succeededFuture(Map.of());
    }
}
