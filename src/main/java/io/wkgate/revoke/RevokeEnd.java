package io.wkgate.revoke;

import io.vertx.core.Future;
import io.wkgate.store.Database;
import io.wkgate.store.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways in which a revoke ends by itself. */
final class RevokeEnd {

    private static final Logger LOG = LoggerFactory.getLogger(RevokeEnd.class);

    private final Database database;
    private final Clock clock;
    private final RevokeQueue queue;
    private final RevokeMetrics metrics;

    RevokeEnd(Database database, Clock clock, RevokeQueue queue, RevokeMetrics metrics) {
        this.database = database;
        this.clock = clock;
        this.queue = queue;
        this.metrics = metrics;
    }

    Future<Void> confirmed(RevokeTask task) {
        return finish(task, RevokeState.CONFIRMED);
    }

    /** Nobody can say more of it. */
    Future<Void> sent(RevokeTask task) {
        return finish(task, RevokeState.SENT);
    }

    private Future<Void> finish(RevokeTask task, RevokeState state) {
        return queue.finish(task, state)
                .onSuccess(ours -> {
                    if (ours) {
                        metrics.ended(state, 1);
                    }
                })
                .mapEmpty();
    }

    Future<Void> echoed(long messageId) {
        return echoed(List.of(messageId)).mapEmpty();
    }

    /** Their commands came back; returns how many waited for that. */
    Future<Integer> echoed(List<Long> messageIds) {
        return queue.confirm(messageIds).onSuccess(confirmed -> metrics.ended(RevokeState.CONFIRMED, confirmed));
    }

    /** Gives up: the revoke, its dead letter and the audit trail say so in one transaction. */
    Future<Void> dead(RevokeTask task, String reason) {
        Revoke revoke = task.revoke();
        Instant now = clock.instant();
        return database.transaction(transaction -> queue.dead(transaction, task, reason)
                        .compose(ours -> ours
                                ? Statement.all(
                                                transaction,
                                                List.of(
                                                        RevokeDeadLetter.of(revoke, reason),
                                                        AuditTrail.entry(now, "dead", revoke, "wkgate", reason),
                                                        Bindings.due(revoke.channel())))
                                        .map(true)
                                : Future.succeededFuture(false)))
                .onSuccess(ours -> {
                    if (ours) {
                        metrics.ended(RevokeState.DEAD, 1);
                        LOG.error(
                                "revoke {} of message {} is given up and stands in the dead letters: {}",
                                revoke.id(),
                                revoke.messageId(),
                                reason);
                    }
                })
                .mapEmpty();
    }
}
