package io.wkgate.revoke;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.wkgate.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;

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
        return change(id, (transaction, revoke) -> {
                    if (revoke.state() == RevokeState.CONFIRMED) {
                        return Future.succeededFuture(false);
                    }
                    Instant now = clock.instant();
                    return table.retry(transaction, id, now.plus(deadline))
                            .compose(done -> RevokeDeadLetter.discard(revoke).run(transaction))
                            .compose(done -> AuditTrail.entry(now, "retried", revoke, by, "")
                                    .run(transaction))
                            .map(true);
                })
                .onSuccess(changed -> wakeWorker.run());
    }

    Future<Change> cancel(long id, String by) {
        return change(id, (transaction, revoke) -> {
            Instant now = clock.instant();
            return table.cancel(transaction, id, now)
                    .compose(cancelled -> cancelled
                            ? AuditTrail.entry(now, "cancelled", revoke, by, "")
                                    .run(transaction)
                                    .compose(noted ->
                                            Bindings.due(revoke.channel()).run(transaction))
                                    .map(true)
                            : Future.succeededFuture(false));
        });
    }

    private Future<Change> change(long id, BiFunction<SqlConnection, Revoke, Future<Boolean>> work) {
        return table.find(id)
                .compose(found -> found.isEmpty()
                        ? Future.<Change>succeededFuture(new Change.Unknown())
                        : database.transaction(transaction -> work.apply(transaction, found.get()))
                                .compose(changed -> table.find(id)
                                        .map(after -> after.orElse(found.get()))
                                        .map(after -> changed
                                                ? new Change.Changed(after)
                                                : new Change.NotPossible(after.state()))));
    }
}
