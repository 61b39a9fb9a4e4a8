package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Database;
import io.wkgate.store.LostToAnother;
import io.wkgate.store.UuidBytes;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The open gaps that are due. Replicas share them by leases, a channel's together, as docs/decisions/0011 says: a claim moves
 * due_at to the lease's end, and every later change asks for the lease, so that a process that slept through its own changes
 * nothing any more. All times are the database's. The index of each statement is named, for a database whose statistics are
 * old takes a table that grows fast for empty, and reads all of it.
 */
final class GapQueue {

    /** The least urgent last: what was lost, then what somebody asked for, then what nobody ever had. */
    private static final List<List<GapReason>> URGENCY = List.of(
            List.of(GapReason.HOLE, GapReason.FIRST_SEEN, GapReason.BEHIND, GapReason.RENUMBERED),
            List.of(GapReason.ASKED),
            List.of(GapReason.HISTORY));

    /** So many gaps of a channel are worked on at once; a page is short, and they come again with the next. */
    private static final int GAPS = 1000;

    /** So many rows are looked at to find one channel, which may have many. */
    private static final int ROWS = 32;

    private static final int TRIES = 5;
    private static final int EVIDENCE = 1000;

    private static final String LATER = "TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))";
    private static final String OF_CHANNEL = " WHERE channel_id = ? AND channel_type = ? AND state = 0";
    private static final String OURS = OF_CHANNEL + " AND lease = ?";
    private static final String CHANGE = "UPDATE wkgate_gap FORCE INDEX (channel) SET ";

    private static final String LOAD = "SELECT id, first_seq, last_seq, floor_at, attempts,"
            + " TIMESTAMPDIFF(MICROSECOND, found_at, UTC_TIMESTAMP(3)) AS age FROM wkgate_gap FORCE INDEX (channel)"
            + OURS
            + " ORDER BY last_seq DESC, id LIMIT " + GAPS;

    private final Database database;
    private final Duration lease;

    GapQueue(Database database, Duration lease) {
        this.database = database;
        this.lease = lease;
    }

    /** Channels with gaps that are due, the most urgent first; others may claim them first. */
    Future<List<ChannelKey>> due(int limit) {
        Future<LinkedHashSet<ChannelKey>> all = Future.succeededFuture(new LinkedHashSet<>());
        for (List<GapReason> reasons : URGENCY) {
            all = all.compose(
                    found -> found.size() >= limit ? Future.succeededFuture(found) : add(reasons, limit, found));
        }
        return all.map(found -> found.stream().limit(limit).toList());
    }

    private Future<LinkedHashSet<ChannelKey>> add(List<GapReason> reasons, int limit, LinkedHashSet<ChannelKey> found) {
        List<String> parts = new ArrayList<>();
        Tuple values = Tuple.tuple();
        for (GapReason reason : reasons) {
            parts.add("(SELECT channel_id, channel_type, due_at FROM wkgate_gap FORCE INDEX (next)"
                    + " WHERE state = 0 AND reason = ? AND due_at <= UTC_TIMESTAMP(3) ORDER BY due_at LIMIT ?)");
            values.addString(reason.column()).addInteger(limit * ROWS);
        }
        return database.execute(
                        "SELECT channel_id, channel_type FROM (" + String.join(" UNION ALL ", parts)
                                + ") due ORDER BY due_at",
                        values)
                .map(rows -> {
                    rows.forEach(row ->
                            found.add(new ChannelKey(row.getInteger("channel_type"), row.getString("channel_id"))));
                    return found;
                });
    }

    /** Takes all gaps of the channel that are due, or nothing if somebody else has them. */
    Future<Optional<Claim>> claim(ChannelKey channel) {
        Claim claim = new Claim(channel, UUID.randomUUID(), List.of());
        return trying(() -> database.execute(
                        CHANGE + "lease = ?, due_at = " + LATER + OF_CHANNEL + " AND due_at <= UTC_TIMESTAMP(3)",
                        Tuple.of(bytes(claim), micros(lease), channel.id(), channel.type())))
                .compose(claimed -> claimed.rowCount() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : database.execute(LOAD, ours(claim))
                                .map(rows -> Optional.of(claim.with(read(rows)))
                                        .filter(loaded -> !loaded.gaps().isEmpty())));
    }

    /** Holds the lease for longer. */
    Future<Void> renew(Claim claim) {
        return trying(() -> database.execute(CHANGE + "due_at = " + LATER + OURS, renewal(claim)))
                .mapEmpty();
    }

    /**
     * Notes what a page has settled, after its messages are stored, and holds the lease for longer.
     *
     * @param brought the numbers of the messages that it brought back
     * @param evidence of what is absent
     */
    Future<Progress> settle(Claim claim, ReadPage page, Collection<Long> brought, String evidence) {
        return trying(() -> database.transaction(transaction -> transaction
                .preparedQuery(LOAD + " FOR UPDATE")
                .execute(ours(claim))
                .compose(rows -> {
                    // From the table again: what came by webhook meanwhile has made them smaller.
                    List<OpenGap> gaps = read(rows);
                    return gaps.isEmpty()
                            ? Future.succeededFuture(Progress.LOST)
                            : settle(transaction, claim.with(gaps), page, brought, cut(evidence));
                })));
    }

    private Future<Progress> settle(
            SqlConnection transaction, Claim claim, ReadPage page, Collection<Long> brought, String evidence) {
        List<Future<?>> changes = new ArrayList<>();
        List<OpenGap> closed = new ArrayList<>();
        long absent = 0;
        for (OpenGap gap : claim.gaps()) {
            Optional<Settlement> found = page.settle(gap);
            if (found.isEmpty()) {
                continue;
            }
            Settlement settlement = found.get();
            absent += settlement.absent().stream().mapToLong(SeqRun::size).sum();
            if (settlement.closes()) {
                closed.add(gap);
            }
            SettledRows.changes(settlement, count(brought, gap.missing()), evidence)
                    .forEach(change -> changes.add(change.run(transaction)));
        }
        changes.add(
                transaction.preparedQuery(CHANGE + "due_at = " + LATER + OURS).execute(renewal(claim)));
        long numbers = absent;
        return Future.all(changes)
                .compose(done -> transaction.preparedQuery(LOAD).execute(ours(claim)))
                .map(rows -> new Progress(Optional.of(claim.with(read(rows))), closed, numbers));
    }

    private static long count(Collection<Long> numbers, SeqRun run) {
        return numbers.stream()
                .filter(seq -> seq >= run.first() && seq <= run.last())
                .count();
    }

    /** The attempt came to nothing; they are due again after the pause. */
    Future<Void> putBack(Claim claim, String evidence, Duration pause) {
        return change(
                claim,
                "lease = NULL, attempts = attempts + 1, evidence = ?, due_at = " + LATER,
                Tuple.of(cut(evidence), micros(pause)));
    }

    /** Others may go on with them. */
    Future<Void> giveBack(Claim claim) {
        return change(claim, "lease = NULL, due_at = UTC_TIMESTAMP(3)", Tuple.tuple());
    }

    /** Nobody who is known may read them. */
    Future<Void> unreadable(Claim claim, String evidence) {
        return change(
                claim,
                "state = " + GapState.UNREADABLE.ordinal() + ", lease = NULL, attempts = 0, evidence = ?,"
                        + " due_at = UTC_TIMESTAMP(3)",
                Tuple.of(cut(evidence)));
    }

    /** What waits after a failure is due now, for upstream is back. */
    Future<Void> hurry() {
        return trying(() -> database.execute(
                        "UPDATE wkgate_gap FORCE INDEX (due) SET due_at = UTC_TIMESTAMP(3) WHERE state = 0"
                                + " AND due_at > UTC_TIMESTAMP(3) AND attempts > 0 AND lease IS NULL LIMIT " + GAPS,
                        Tuple.tuple()))
                .compose(changed -> changed.rowCount() == GAPS ? hurry() : Future.succeededFuture());
    }

    /** What waits. */
    Future<GapBacklog> backlog() {
        return database.execute(
                        "SELECT COUNT(*) AS gaps, COALESCE(SUM(last_seq - first_seq + 1), 0) AS numbers,"
                                + " TIMESTAMPDIFF(SECOND, MIN(found_at), UTC_TIMESTAMP(3)) AS age"
                                + " FROM wkgate_gap WHERE state = 0",
                        Tuple.tuple())
                .map(rows -> {
                    Row row = rows.iterator().next();
                    Long age = row.getLong("age");
                    return new GapBacklog(
                            row.getLong("gaps"), row.getLong("numbers"), age == null ? 0 : Math.max(0, age));
                });
    }

    private Future<Void> change(Claim claim, String assignments, Tuple values) {
        values.addString(claim.channel().id())
                .addInteger(claim.channel().type())
                .addBuffer(bytes(claim));
        return trying(() -> database.execute(CHANGE + assignments + OURS, values))
                .mapEmpty();
    }

    private static <T> Future<T> trying(Supplier<Future<T>> work) {
        return trying(TRIES, work);
    }

    private static <T> Future<T> trying(int tries, Supplier<Future<T>> work) {
        return work.get()
                .recover(failure -> tries > 1 && LostToAnother.DEADLOCK.is(failure)
                        ? trying(tries - 1, work)
                        : Future.failedFuture(failure));
    }

    private static Tuple ours(Claim claim) {
        return Tuple.of(claim.channel().id(), claim.channel().type(), bytes(claim));
    }

    private Tuple renewal(Claim claim) {
        return Tuple.of(micros(lease), claim.channel().id(), claim.channel().type(), bytes(claim));
    }

    private static Buffer bytes(Claim claim) {
        return UuidBytes.of(claim.lease());
    }

    private static List<OpenGap> read(RowSet<Row> rows) {
        List<OpenGap> gaps = new ArrayList<>();
        rows.forEach(row -> gaps.add(new OpenGap(
                row.getLong("id"),
                new SeqRun(row.getLong("first_seq"), row.getLong("last_seq")),
                Optional.ofNullable(row.getLocalDateTime("floor_at")).map(time -> time.toInstant(ZoneOffset.UTC)),
                row.getInteger("attempts"),
                Math.max(0, row.getLong("age") / 1000))));
        return gaps;
    }

    private static String cut(String text) {
        return text.length() <= EVIDENCE ? text : text.substring(0, EVIDENCE - 1) + "…";
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
