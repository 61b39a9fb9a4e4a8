package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import io.wkgate.store.UuidBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The sweeps that are to go on. Replicas share them by leases: a claim moves due_at to the lease's end, so that whoever dies
 * in the middle loses it by doing nothing. All times are the database's. Every change is one statement: once it has returned
 * it is committed, on a Galera cluster too.
 */
final class SweepQueue {

    private static final String LATER = "TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))";

    private static final String OURS = " WHERE id = ? AND lease = ? AND state = " + SweepState.OPEN.column();

    /** Where there is no finder, or one that cannot keep up, the sweep walks all the same. */
    private static final int LONGEST_WAIT_MINUTES = 5;

    private final Database database;
    private final Duration lease;

    SweepQueue(Database database, Duration lease) {
        this.database = database;
        this.lease = lease;
    }

    /** One that is to go on and nobody works on. */
    record Due(long id, SweepKind kind) {}

    /**
     * The most urgent first, among those the oldest; others may claim them first. One that has not begun waits, but not for
     * ever, until the finder has seen what came before it was wanted: a channel of which that is all is not known until then.
     */
    Future<List<Due>> due() {
        return database.execute(
                        "SELECT id, kind FROM wkgate_sweep FORCE INDEX (due) WHERE state = " + SweepState.OPEN.column()
                                + " AND due_at <= UTC_TIMESTAMP(3) AND (begun_at IS NOT NULL OR kind = '"
                                + SweepKind.CHANNEL.column() + "'"
                                + " OR asked_at <= UTC_TIMESTAMP(3) - INTERVAL " + LONGEST_WAIT_MINUTES + " MINUTE"
                                + " OR asked_at < COALESCE((SELECT at FROM wkgate_arrival FORCE INDEX (PRIMARY)"
                                + " WHERE unread = 0 ORDER BY id LIMIT 1), UTC_TIMESTAMP(3) + INTERVAL 1 DAY))",
                        Tuple.tuple())
                .map(rows -> {
                    List<Due> due = new ArrayList<>();
                    rows.forEach(row -> due.add(new Due(row.getLong("id"), SweepKind.of(row.getString("kind")))));
                    due.sort(Comparator.comparingInt((Due it) -> it.kind().urgency())
                            .thenComparing(Due::id));
                    return due;
                });
    }

    /** Takes one, or nothing if somebody else has it. */
    Future<Optional<SweepClaim>> claim(long id) {
        UUID token = UUID.randomUUID();
        return database.execute(
                        "UPDATE wkgate_sweep SET lease = ?, begun_at = COALESCE(begun_at, UTC_TIMESTAMP(3)), due_at = "
                                + LATER + " WHERE id = ? AND state = " + SweepState.OPEN.column()
                                + " AND due_at <= UTC_TIMESTAMP(3)",
                        Tuple.of(UuidBytes.of(token), micros(lease), id))
                .compose(changed ->
                        changed.rowCount() == 0 ? Future.succeededFuture(Optional.empty()) : read(id, token));
    }

    private Future<Optional<SweepClaim>> read(long id, UUID token) {
        return database.execute(
                        "SELECT " + SweepColumns.ALL + " FROM wkgate_sweep WHERE id = ? AND lease = ?",
                        Tuple.of(id, UuidBytes.of(token)))
                .map(rows -> {
                    Optional<SweepClaim> claim = Optional.empty();
                    for (Row row : rows) {
                        claim = Optional.of(new SweepClaim(SweepColumns.read(row), token));
                    }
                    return claim;
                });
    }

    /** Holds the lease for longer. */
    Future<Boolean> renew(SweepClaim claim) {
        return change(claim, "due_at = " + LATER, Tuple.of(micros(lease)));
    }

    /** Notes how many channels there are to walk through. */
    Future<Boolean> expect(SweepClaim claim, long channels) {
        return change(claim, "expected = ?, due_at = " + LATER, Tuple.of(channels, micros(lease)));
    }

    /** Notes a page that is done, and holds the lease for longer. */
    Future<Boolean> progress(SweepClaim claim, SweepPlace place, SweepTally page) {
        return change(
                claim,
                "place = ?, " + COUNTED + ", due_at = " + LATER,
                counted(Tuple.of(place.column()), page).addLong(micros(lease)));
    }

    /** Nothing is left. */
    Future<Boolean> finish(SweepClaim claim, SweepTally page) {
        return change(
                claim,
                COUNTED + ", state = " + SweepState.DONE.column()
                        + ", lease = NULL, finished_at = UTC_TIMESTAMP(3), due_at = UTC_TIMESTAMP(3)",
                counted(Tuple.tuple(), page));
    }

    /** Gives it back, to go on after the pause. */
    Future<Boolean> giveBack(SweepClaim claim, Duration pause) {
        return change(claim, "lease = NULL, due_at = " + LATER, Tuple.of(micros(pause)));
    }

    /** The first assignment uses the value that the second changes. */
    private static final String COUNTED =
            "expected = GREATEST(expected, walked + ?), walked = walked + ?, behind = behind + ?, unknown = unknown + ?";

    private static Tuple counted(Tuple values, SweepTally page) {
        return values.addLong(page.walked())
                .addLong(page.walked())
                .addLong(page.behind())
                .addLong(page.unknown());
    }

    /** @return false if it is not ours any more, or cancelled; then nothing was changed */
    private Future<Boolean> change(SweepClaim claim, String assignments, Tuple values) {
        values.addLong(claim.sweep().id()).addBuffer(UuidBytes.of(claim.lease()));
        return database.execute("UPDATE wkgate_sweep SET " + assignments + OURS, values)
                .map(changed -> changed.rowCount() == 1);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
