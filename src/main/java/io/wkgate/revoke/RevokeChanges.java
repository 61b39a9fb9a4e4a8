package io.wkgate.revoke;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.wkgate.store.Database;
import io.wkgate.store.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What people do to a revoke after it was accepted. */
final class RevokeChanges {

    private final Database database;
    private final Clock clock;
    private final Duration deadline;
    private final RevokeTable table;
    private final Runnable wakeWorker;

    RevokeChanges(Database database, Clock clock, Duration deadline, RevokeTable table, Runnable wakeWorker) {
        this.database = database;
        this.clock = clock;
        this.deadline = deadline;
        this.table = table;
        this.wakeWorker = wakeWorker;
    }

    Future<Change> retry(long id, String by) {
        Instant now = clock.instant();
        return change(
                        id,
                        transaction -> table.retry(transaction, id, now.plus(deadline)),
                        revoke -> List.of(
                                RevokeDeadLetter.discard(revoke), AuditTrail.entry(now, "retried", revoke, by, "")))
                .onSuccess(changed -> wakeWorker.run());
    }

    Future<Change> cancel(long id, String by) {
        Instant now = clock.instant();
        return change(
                id,
                transaction -> table.cancel(transaction, id, now),
                revoke -> List.of(AuditTrail.entry(now, "cancelled", revoke, by, ""), Bindings.due(revoke.channel())));
    }

    /**
     * Changes one.
     *
     * @param change tells whether it could, for it may have ended meanwhile
     * @param rest what belongs to the change
     */
    private Future<Change> change(
            long id, Function<SqlConnection, Future<Boolean>> change, Function<Revoke, List<Statement>> rest) {
        return table.find(id)
                .compose(found -> found.isEmpty()
                        ? Future.<Change>succeededFuture(new Change.Unknown())
                        : database.transaction(transaction -> change.apply(transaction)
                                        .compose(changed -> changed
                                                ? Statement.all(transaction, rest.apply(found.get()))
                                                        .map(true)
                                                : Future.succeededFuture(false)))
                                .compose(changed -> table.find(id)
                                        .map(after -> after.orElse(found.get()))
                                        .map(after -> changed
                                                ? new Change.Changed(after)
                                                : new Change.NotPossible(after.state()))));
    }
}
