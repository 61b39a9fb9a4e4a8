package io.wkgate.revoke;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.StepOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every call that was made on behalf of a revoke. */
final class AttemptTable {

    private final Database database;

    AttemptTable(Database database) {
        this.database = database;
    }

    /** Keeps what was asked of whom, and what came of it. */
    Future<Void> add(long revokeId, Instant at, KnownNode node, String step, String request, StepOutcome outcome) {
        return database.execute(
                        "INSERT INTO wkgate_revoke_attempt (revoke_id, step, at, node, dialect, request, outcome, answer)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        Tuple.tuple()
                                .addLong(revokeId)
                                .addString(step)
                                .addLocalDateTime(RevokeColumns.utc(at))
                                .addString(node.node().host())
                                .addString(node.dialect().line())
                                .addString(request)
                                .addString(label(outcome))
                                .addString(outcome.answer()))
                .mapEmpty();
    }

    private static String label(StepOutcome outcome) {
        if (outcome instanceof StepOutcome.Done) {
            return "done";
        } else if (outcome instanceof StepOutcome.Skipped) {
            return "skipped";
        } else if (outcome instanceof StepOutcome.TryAgain) {
            return "try_again";
        }
        return outcome instanceof StepOutcome.DoesNotFit ? "does_not_fit" : "refused";
    }

    /** Oldest first. */
    Future<List<Attempt>> of(long revokeId) {
        return database.execute(
                        "SELECT id, step, at, node, dialect, request, outcome, answer FROM wkgate_revoke_attempt"
                                + " WHERE revoke_id = ? ORDER BY id LIMIT 1000",
                        Tuple.of(revokeId))
                .map(rows -> {
                    List<Attempt> attempts = new ArrayList<>();
                    rows.forEach(row -> attempts.add(new Attempt(
                            row.getLong("id"),
                            row.getString("step"),
                            RevokeColumns.instant(row.getLocalDateTime("at")),
                            row.getString("node"),
                            row.getString("dialect"),
                            row.getString("request"),
                            row.getString("outcome"),
                            row.getString("answer"))));
                    return attempts;
                });
    }
}
