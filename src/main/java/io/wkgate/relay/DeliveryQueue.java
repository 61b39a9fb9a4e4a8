package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import io.wkgate.store.KeyList;
import io.wkgate.store.Source;
import io.wkgate.store.UuidBytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * The deliveries of one destination that are due. Replicas share them by leases, as docs/decisions/0011 says: a claim moves
 * due_at to the lease's end. All times are the database's. No query's cost grows with
 * what waits: the index of each is named, for a database whose statistics are old takes a table that grows fast for empty,
 * and reads all of it.
 */
final class DeliveryQueue {

    /** Ids of what is due. */
    static final String DUE = "SELECT id FROM wkgate_delivery FORCE INDEX (due) WHERE destination = ? AND state = 0"
            + " AND due_at <= UTC_TIMESTAMP(3) ORDER BY due_at, id LIMIT ?";

    /**
     * The lanes of which something is being sent, by anybody. Only what is due soon is read, for no lease ends later than one
     * that begins now; twice as long, because one may have begun since the statement did.
     */
    private static final String BUSY = " LEFT JOIN (SELECT lane, MIN(id) AS lowest, MAX(id) AS highest"
            + " FROM wkgate_delivery FORCE INDEX (due) WHERE destination = ? AND state = 0"
            + " AND due_at > UTC_TIMESTAMP(3)"
            + " AND due_at <= TIMESTAMPADD(SECOND, " + 2 * Destination.LEASE.toSeconds() + ", UTC_TIMESTAMP(3))"
            + " AND lease IS NOT NULL GROUP BY lane) busy ON busy.lane = ";

    /**
     * The first of every lane, those that are due. It is grouped by all that stands before the id in the index: only so does
     * MariaDB leap from lane to lane instead of reading all that waits. Not always is it the first that is being sent: what is
     * replayed, or was committed later under a smaller id, comes before it.
     */
    static final String ALL_HEADS = "SELECT d.id, d.lane FROM (SELECT MIN(id) AS id FROM wkgate_delivery"
            + " FORCE INDEX (lane) WHERE destination = ? AND state = 0 GROUP BY destination, state, lane) head"
            + " JOIN wkgate_delivery d ON d.id = head.id" + BUSY + "d.lane"
            + " WHERE d.due_at <= UTC_TIMESTAMP(3) AND busy.lane IS NULL ORDER BY d.due_at, d.id";

    private static final String HEAD = "(SELECT id, lane, due_at FROM wkgate_delivery FORCE INDEX (lane)"
            + " WHERE destination = ? AND state = 0 AND lane = ? ORDER BY id LIMIT 1)";

    private static final String LOADED = "SELECT d.id, d.event_id, d.part, d.selection, d.split, d.lane, d.attempts,"
            + " d.refusals, e.name, e.source, e.body,"
            + " TIMESTAMPDIFF(MICROSECOND, e.received_at, UTC_TIMESTAMP(3)) AS age%s"
            + " FROM wkgate_delivery d FORCE INDEX (PRIMARY)"
            + " LEFT JOIN wkgate_event e FORCE INDEX (PRIMARY) ON e.id = d.event_id%s"
            + " WHERE d.id IN (%s) AND d.lease = ? ORDER BY d.id";

    private final Database database;
    private final Destination destination;

    DeliveryQueue(Database database, Destination destination) {
        this.database = database;
        this.destination = destination;
    }

    /** Ids of what is due, the oldest first; others may claim them first. */
    Future<List<Long>> due(int limit) {
        return database.execute(DUE, Tuple.of(destination.id(), limit)).map(FirstColumn::numbers);
    }

    /** The first one of each lane, if it is due and nothing of the lane is being sent. */
    Future<List<Head>> heads() {
        return database.execute(ALL_HEADS, Tuple.of(destination.id(), destination.id()))
                .map(DeliveryQueue::readHeads);
    }

    /** The first one of each of these lanes, if it is due and nothing of the lane is being sent. */
    Future<List<Head>> heads(Collection<Integer> lanes) {
        List<Integer> asked = new KeyList<>(List.copyOf(lanes)).padded();
        Tuple values = Tuple.tuple();
        asked.forEach(lane -> values.addInteger(destination.id()).addInteger(lane));
        values.addInteger(destination.id());
        return database.execute(heads(asked.size()), values).map(DeliveryQueue::readHeads);
    }

    /** The first of each of so many lanes, those that are due; it reads no more than these, and what is due soon. */
    static String heads(int lanes) {
        return "SELECT head.id, head.lane FROM (" + String.join(" UNION ALL ", Collections.nCopies(lanes, HEAD))
                + ") head" + BUSY + "head.lane"
                + " WHERE head.due_at <= UTC_TIMESTAMP(3) AND busy.lane IS NULL ORDER BY head.due_at, head.id";
    }

    /** The first one of a lane. */
    record Head(long id, int lane) {}

    private static List<Head> readHeads(RowSet<Row> rows) {
        List<Head> heads = new ArrayList<>();
        rows.forEach(row -> heads.add(new Head(row.getLong("id"), row.getInteger("lane"))));
        return heads;
    }

    /** Takes those of them that are still due; the others are somebody else's, or done. */
    Future<List<Delivery>> claim(Collection<Long> ids) {
        return claim(ids, List.of(), this::load);
    }

    /**
     * What was claimed of lanes.
     *
     * @param alone nothing else of their lanes is being sent
     * @param crowded something else is, or might be; they have to be given back
     */
    record Claimed(List<Delivery> alone, List<Delivery> crowded) {}

    /**
     * The same of an ordered destination, of each lane one. Two may claim two of one lane at once. Each asks for the other's
     * lease when its own is committed, so at least one of them sees both; and who does sends nothing.
     */
    Future<Claimed> claimHeads(Collection<Long> ids) {
        return claim(ids, new Claimed(List.of(), List.of()), this::loadHeads);
    }

    private <T> Future<T> claim(Collection<Long> ids, T none, BiFunction<KeyList<Long>, Buffer, Future<T>> load) {
        KeyList<Long> list = KeyList.sorted(ids);
        // One for each claim: what this process claimed before and lost again is not taken for ours.
        Buffer lease = UuidBytes.of(UUID.randomUUID());
        long leaseMicros = Destination.LEASE.toMillis() * 1000;
        return database.execute(
                        "UPDATE wkgate_delivery FORCE INDEX (PRIMARY) SET lease = ?, due_at = TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))"
                                + " WHERE id IN (" + list.marks() + ") AND state = 0 AND due_at <= UTC_TIMESTAMP(3)",
                        list.addTo(Tuple.of(lease, leaseMicros)))
                .compose(claimed -> claimed.rowCount() == 0 ? Future.succeededFuture(none) : load.apply(list, lease));
    }

    private Future<List<Delivery>> load(KeyList<Long> list, Buffer lease) {
        return database.execute(
                        LOADED.formatted("", "", list.marks()),
                        list.addTo(Tuple.tuple()).addBuffer(lease))
                .map(rows -> {
                    List<Delivery> deliveries = new ArrayList<>();
                    rows.forEach(row -> deliveries.add(delivery(row, lease)));
                    return deliveries;
                });
    }

    private Future<Claimed> loadHeads(KeyList<Long> list, Buffer lease) {
        return database.execute(
                        loadedHeads(list.marks()),
                        list.addTo(Tuple.of(destination.id())).addBuffer(lease))
                .map(rows -> {
                    Claimed claimed = new Claimed(new ArrayList<>(), new ArrayList<>());
                    for (Row row : rows) {
                        boolean alone = row.getInteger("alone") == 1;
                        (alone ? claimed.alone() : claimed.crowded()).add(delivery(row, lease));
                    }
                    return claimed;
                });
    }

    /** What was claimed, and whether its lease is the only one of its lane; one that is over already is none. */
    static String loadedHeads(String marks) {
        return LOADED.formatted(", busy.lowest <=> d.id AND busy.highest <=> d.id AS alone", BUSY + "d.lane", marks);
    }

    private static Delivery delivery(Row row, Buffer lease) {
        String event = row.getString("name");
        String source = row.getString("source");
        Long age = row.getLong("age");
        return new Delivery(
                row.getLong("id"),
                UuidBytes.read(row.getBuffer("event_id")),
                row.getString("part"),
                Pieces.parse(row.getString("selection")),
                row.getInteger("split") == 1,
                row.getInteger("lane"),
                row.getInteger("attempts"),
                row.getInteger("refusals"),
                event == null ? "" : event,
                source == null ? Source.WEBHOOK : source(source),
                row.getBuffer("body"),
                null,
                age == null ? 0 : Math.max(0, age / 1000),
                lease);
    }

    static Source source(String column) {
        return Source.valueOf(column.toUpperCase(Locale.ROOT));
    }
}
