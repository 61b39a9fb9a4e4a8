package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.NewDeadLetter.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The dead letters of all replicas. */
public final class DeadLetters {

    private static final String COLUMNS =
            "id, kind, part, event, field, reason, digest, LENGTH(bytes) + IF(LENGTH(bytes) < size,"
                    + " (SELECT CAST(COALESCE(SUM(LENGTH(rest.bytes)), 0) AS SIGNED) FROM wkgate_dead_letter_rest AS rest"
                    + " WHERE rest.digest = wkgate_dead_letter.digest), 0) AS kept,"
                    + " size, seen, first_seen_at, last_seen_at";

    private final Database database;

    public DeadLetters(Database database) {
        this.database = database;
    }

    /** What sets a short one aside, to be committed with what else belongs to that; one that is there already is counted again. */
    public static Statement insert(NewDeadLetter letter) {
        return DeadLetterRows.insert(letter);
    }

    /** What takes a short one back, whatever its reason was: found by its event, part and bytes. */
    public static Statement delete(NewDeadLetter letter) {
        return DeadLetterRows.delete(letter);
    }

    /**
     * The newest first.
     *
     * @param before only those with a smaller id; {@link Long#MAX_VALUE} for the first page
     * @param limit how many at most
     * @return without their bytes
     */
    public Future<List<DeadLetter>> list(DeadLetterFilter filter, long before, int limit) {
        return select(filter.to(Math.min(filter.toId(), before - 1)), "DESC", limit);
    }

    /**
     * The oldest first; the next page is that of the filter from behind the last one's id.
     *
     * @param limit how many at most
     * @return without their bytes
     */
    public Future<List<DeadLetter>> oldest(DeadLetterFilter filter, int limit) {
        return select(filter, "ASC", limit);
    }

    private Future<List<DeadLetter>> select(DeadLetterFilter filter, String order, int limit) {
        Statement condition = filter.condition();
        return database.execute(
                        "SELECT " + COLUMNS + " FROM wkgate_dead_letter WHERE " + condition.sql() + " ORDER BY id "
                                + order + " LIMIT ?",
                        condition.parameters().addInteger(limit))
                .map(DeadLetters::readAll);
    }

    /** One with its bytes, or nothing if there is none of that id. */
    public Future<Optional<DeadLetter>> find(long id) {
        return database.execute("SELECT " + COLUMNS + ", bytes FROM wkgate_dead_letter WHERE id = ?", Tuple.of(id))
                .compose(rows -> {
                    Optional<DeadLetter> found = readAll(rows).stream().findFirst();
                    return found.isPresent()
                                    && found.get().kept() > found.get().bytes().length()
                            ? whole(found.get(), rows.iterator().next().getBuffer("digest"))
                            : Future.succeededFuture(found);
                });
    }

    /** With what its first row does not hold; nothing if it has been discarded meanwhile. */
    private Future<Optional<DeadLetter>> whole(DeadLetter letter, Buffer digest) {
        return database.execute(
                        "SELECT place, bytes FROM wkgate_dead_letter_rest WHERE digest = ? ORDER BY place",
                        Tuple.of(digest))
                .map(rows -> {
                    Buffer bytes = letter.bytes().copy();
                    for (Row row : rows) {
                        if (row.getLong("place") == bytes.length()) {
                            bytes.appendBuffer(row.getBuffer("bytes"));
                        }
                    }
                    return bytes.length() == letter.kept()
                            ? Optional.of(letter.withBytes(bytes))
                            : Optional.<DeadLetter>empty();
                });
    }

    /** Deletes one; tells whether it was there. */
    public Future<Boolean> discard(long id) {
        return database.execute(
                        "DELETE wkgate_dead_letter, rest FROM wkgate_dead_letter"
                                + " LEFT JOIN wkgate_dead_letter_rest AS rest ON rest.digest = wkgate_dead_letter.digest"
                                + " WHERE id = ?",
                        Tuple.of(id))
                .map(rows -> rows.rowCount() > 0);
    }

    /** How many there are of each kind; a kind of which there is none is there with 0. */
    public Future<Map<Kind, Backlog>> backlog() {
        return database.execute(
                        "SELECT kind, COUNT(*) AS depth,"
                                + " TIMESTAMPDIFF(SECOND, MIN(first_seen_at), UTC_TIMESTAMP(3)) AS age"
                                + " FROM wkgate_dead_letter GROUP BY kind",
                        Tuple.tuple())
                .map(rows -> {
                    Map<Kind, Backlog> backlogs = new EnumMap<>(Kind.class);
                    for (Kind kind : Kind.values()) {
                        backlogs.put(kind, Backlog.NONE);
                    }
                    rows.forEach(row -> backlogs.put(
                            Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                            new Backlog(row.getLong("depth"), row.getLong("age"))));
                    return backlogs;
                });
    }

    /**
     * How much waits.
     *
     * @param oldestSeconds the age of the oldest, 0 if there is none
     */
    public record Backlog(long depth, long oldestSeconds) {

        public static final Backlog NONE = new Backlog(0, 0);
    }

    private static List<DeadLetter> readAll(RowSet<Row> rows) {
        List<DeadLetter> letters = new ArrayList<>();
        for (Row row : rows) {
            Buffer bytes = row.getColumnIndex("bytes") < 0 ? Buffer.buffer() : row.getBuffer("bytes");
            letters.add(new DeadLetter(
                    row.getLong("id"),
                    row.getString("kind"),
                    NewDeadLetter.Part.valueOf(row.getString("part").toUpperCase(Locale.ROOT)),
                    row.getString("event"),
                    row.getString("field"),
                    row.getString("reason"),
                    bytes,
                    row.getLong("kept"),
                    row.getLong("size"),
                    row.getLong("seen"),
                    utc(row, "first_seen_at"),
                    utc(row, "last_seen_at")));
        }
        return letters;
    }

    private static Instant utc(Row row, String column) {
        return row.getLocalDateTime(column).toInstant(ZoneOffset.UTC);
    }
}
