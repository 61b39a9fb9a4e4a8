package io.wkgate.revoke;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.wkgate.event.Message;
import io.wkgate.store.Database;
import io.wkgate.store.DatabaseFault;
import io.wkgate.store.Marks;
import io.wkgate.store.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The transactions of accepting and refusing. */
final class RevokeCommit {

    /** Two requests for one message at once may deadlock, and on a Galera cluster the loser learns it at the commit. */
    private static final int TRIES = 3;

    private final Database database;
    private final Marks marks;
    private final RevokeTable table;
    private final AuditTrail trail;
    private final Duration deadline;

    RevokeCommit(Database database, Marks marks, RevokeTable table, AuditTrail trail, Duration deadline) {
        this.database = database;
        this.marks = marks;
        this.table = table;
        this.trail = trail;
        this.deadline = deadline;
    }

    /** Marks the message and makes the task, or finds the one that is there. */
    Future<Revoke> accept(Message message, RevokeRequest request, String rule, Instant now) {
        Instant until = now.plus(deadline);
        return again(() -> database.transaction(transaction -> table.add(
                                transaction, message, request, rule, now, until)
                        .compose(added -> added ? mark(transaction, message, request, rule, now) : unchanged())))
                .compose(committed -> request.notifies()
                        ? table.notifyToo(message.messageId(), request.subscribers(), until)
                        : unchanged())
                .compose(told -> table.findByMessage(message.messageId()))
                .map(revoke -> revoke.orElseThrow(() -> new IllegalStateException("the revoke is gone")));
    }

    private Future<Void> mark(
            SqlConnection transaction, Message message, RevokeRequest request, String rule, Instant now) {
        Statement mark = marks.mark(message, request.operator().uid(), now);
        Statement entry =
                AuditTrail.entry(now, "accepted", message.messageId(), message.channel(), request.operator(), rule, "");
        return Statement.all(transaction, List.of(mark, entry));
    }

    /** Notes in the audit trail that somebody wanted what the rules forbid. */
    Future<Void> forbidden(Message message, Operator operator, RevokePolicy.Ruling.Forbidden ruling, Instant now) {
        return trail.add(AuditTrail.entry(
                now, "forbidden", message.messageId(), message.channel(), operator, ruling.rule(), ruling.detail()));
    }

    private static Future<Void> unchanged() {
        return Future.succeededFuture();
    }

    /** Does it once more where the database gave it up, such as for a deadlock. */
    static <T> Future<T> again(Supplier<Future<T>> work) {
        return again(TRIES, work);
    }

    private static <T> Future<T> again(int tries, Supplier<Future<T>> work) {
        return work.get()
                .recover(failure -> tries > 1 && DatabaseFault.of(failure) instanceof DatabaseFault.Away
                        ? again(tries - 1, work)
                        : Future.failedFuture(failure));
    }
}
