package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Database;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Gaps as people see them. A page is read by an index that has no more in it than the page, however many are absent. */
final class GapRows {

    private static final String SELECT = "SELECT id, channel_id, channel_type, first_seq, last_seq, reason, floor_at,"
            + " sweep, state, found_at, due_at, attempts, pages, repaired, evidence FROM wkgate_gap";

    private final Database database;

    GapRows(Database database) {
        this.database = database;
    }

    /** The newest first. */
    Future<List<GapView>> list(Optional<GapState> state, Optional<ChannelKey> channel, OptionalLong before, int limit) {
        Tuple values = Tuple.of(before.orElse(Long.MAX_VALUE));
        channel.ifPresent(key -> values.addString(key.id()).addInteger(key.type()));
        state.ifPresent(wanted -> values.addInteger(wanted.ordinal()));
        return database.execute(page(state.isPresent(), channel.isPresent()), values.addInteger(limit))
                .map(GapRows::read);
    }

    /** Parameters: the id, of the channel id and type, the state, how many. */
    static String page(boolean ofState, boolean ofChannel) {
        return SELECT + " FORCE INDEX (" + (ofChannel ? "channel" : ofState ? "listed" : "PRIMARY") + ") WHERE id < ?"
                + (ofChannel ? " AND channel_id = ? AND channel_type = ?" : "")
                + (ofState ? " AND state = ?" : "")
                + " ORDER BY id DESC LIMIT ?";
    }

    Future<Optional<GapView>> find(long id) {
        return database.execute(SELECT + " WHERE id = ?", Tuple.of(id))
                .map(rows -> read(rows).stream().findFirst());
    }

    /** Opens one that is absent or unreadable again, as if it had been found now; false if it is neither, or not there. */
    Future<Boolean> open(long id) {
        return database.execute(
                        "UPDATE wkgate_gap SET state = ?, found_at = UTC_TIMESTAMP(3), due_at = UTC_TIMESTAMP(3),"
                                + " lease = NULL, attempts = 0, evidence = '' WHERE id = ? AND state IN (?, ?)",
                        Tuple.of(GapState.OPEN.ordinal(), id, GapState.ABSENT.ordinal(), GapState.UNREADABLE.ordinal()))
                .map(changed -> changed.rowCount() == 1);
    }

    private static List<GapView> read(RowSet<Row> rows) {
        List<GapView> gaps = new ArrayList<>();
        rows.forEach(row -> gaps.add(view(row)));
        return gaps;
    }

    private static GapView view(Row row) {
        GapState state = GapState.values()[row.getInteger("state")];
        long first = row.getLong("first_seq");
        Optional<Instant> due = time(row, "due_at");
        return new GapView(
                row.getLong("id"),
                new ChannelKey(row.getInteger("channel_type"), row.getString("channel_id")),
                new SeqRun(first, Math.max(first, row.getLong("last_seq"))),
                GapReason.of(row.getString("reason")),
                state,
                time(row, "floor_at"),
                Optional.ofNullable(row.getLong("sweep")).map(OptionalLong::of).orElse(OptionalLong.empty()),
                row.getLocalDateTime("found_at").toInstant(ZoneOffset.UTC),
                state == GapState.OPEN ? due : Optional.empty(),
                state == GapState.OPEN ? Optional.empty() : due,
                row.getInteger("attempts"),
                row.getInteger("pages"),
                row.getLong("repaired"),
                row.getString("evidence"));
    }

    static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.getLocalDateTime(column)).map(utc -> utc.toInstant(ZoneOffset.UTC));
    }
}
