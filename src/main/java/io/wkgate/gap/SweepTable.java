package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.mysqlclient.MySQLClient;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Every sweep there is, as operators order and see them. Who works on one is the queue's. */
final class SweepTable {

    private static final String SELECT = "SELECT " + SweepColumns.ALL + " FROM wkgate_sweep";

    private static final int REASON = 500;

    private final Database database;

    SweepTable(Database database) {
        this.database = database;
    }

    /**
     * What an operator orders.
     *
     * @return its id
     */
    Future<Long> order(SweepOrder order, String reason) {
        if (order instanceof SweepOrder.OneChannel one) {
            JsonArray channels = SweptChannel.json(List.of(new SweptChannel(one.channel(), one.from(), one.to())));
            return add(SweepKind.CHANNEL, reason, Optional.empty(), Optional.of(channels));
        } else if (order instanceof SweepOrder.Since since) {
            return add(SweepKind.SINCE, reason, Optional.of(since.time()), Optional.empty());
        } else if (order instanceof SweepOrder.History history) {
            List<SweptChannel> given =
                    history.channels().stream().map(SweptChannel::whole).toList();
            Optional<JsonArray> channels = given.isEmpty() ? Optional.empty() : Optional.of(SweptChannel.json(given));
            return add(SweepKind.HISTORY, reason, Optional.empty(), channels);
        }
        return add(SweepKind.KNOWN, reason, Optional.empty(), Optional.empty());
    }

    /**
     * Adds one; it begins at once.
     *
     * @param reason cut where it is longer than the column
     * @param channels nothing for all that are known
     * @return its id
     */
    Future<Long> add(SweepKind kind, String reason, Optional<Instant> since, Optional<JsonArray> channels) {
        Tuple row = Tuple.tuple()
                .addString(kind.column())
                .addString(cut(reason))
                .addLocalDateTime(since.map(SweepColumns::utc).orElse(null))
                .addString(channels.map(JsonArray::encode).orElse(null));
        return database.execute(
                        "INSERT INTO wkgate_sweep (kind, reason, since, channels, asked_at, due_at)"
                                + " VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                        row)
                .map(added -> added.property(MySQLClient.LAST_INSERTED_ID));
    }

    /** Walks no further, wherever it is worked on; false if it is over, or not there. */
    Future<Boolean> cancel(long id) {
        return database.execute(
                        "UPDATE wkgate_sweep SET state = " + SweepState.CANCELLED.column()
                                + ", lease = NULL, finished_at = UTC_TIMESTAMP(3), due_at = UTC_TIMESTAMP(3)"
                                + " WHERE id = ? AND state = " + SweepState.OPEN.column(),
                        Tuple.of(id))
                .map(changed -> changed.rowCount() == 1);
    }

    Future<Optional<SweepRow>> find(long id) {
        return database.execute(SELECT + " WHERE id = ?", Tuple.of(id))
                .map(rows -> read(rows).stream().findFirst());
    }

    /**
     * The newest first.
     *
     * @param before only those with a smaller id
     */
    Future<List<SweepRow>> list(OptionalLong before, int limit) {
        return database.execute(
                        SELECT + " WHERE id < ? ORDER BY id DESC LIMIT ?",
                        Tuple.of(before.orElse(Long.MAX_VALUE), limit))
                .map(SweepTable::read);
    }

    static List<SweepRow> read(RowSet<Row> rows) {
        List<SweepRow> sweeps = new ArrayList<>();
        rows.forEach(row -> sweeps.add(SweepColumns.read(row)));
        return sweeps;
    }

    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= REASON
                ? text
                : text.substring(0, text.offsetByCodePoints(0, REASON - 1)) + "…";
    }
}
