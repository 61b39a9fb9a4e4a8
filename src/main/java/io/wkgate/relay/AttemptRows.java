package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.Selection;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The attempts that failed. */
final class AttemptRows {

    /** So many of one delivery are kept: the first, for what went wrong first is often what is wrong, and the latest. */
    static final int KEPT = 100;

    private static final int DETAIL = 500;

    /** The inner query has a name of its own, for MySQL does not read the table that it deletes from. */
    private static final String TRIM = "DELETE FROM wkgate_delivery_attempt WHERE delivery_id = ? AND id <= (SELECT id"
            + " FROM (SELECT id FROM wkgate_delivery_attempt WHERE delivery_id = ? ORDER BY id DESC LIMIT 1 OFFSET "
            + (KEPT - 1) + ") beyond) AND id > (SELECT id FROM (SELECT MIN(id) AS id FROM wkgate_delivery_attempt"
            + " WHERE delivery_id = ?) eldest)";

    private AttemptRows() {}

    /** @param deliveryId the row to which it belongs; a piece that is dead has its own */
    static Future<Void> add(SqlConnection transaction, Delivery delivery, long deliveryId, AttemptResult result) {
        String detail = delivery.piece().map(AttemptRows::prefix).orElse("") + result.detail();
        Tuple row = Tuple.tuple()
                .addLong(deliveryId)
                .addString(result.outcome().label())
                .addInteger(result.status())
                .addLong(result.took().toMillis())
                .addString(detail.length() <= DETAIL ? detail : detail.substring(0, DETAIL - 1) + "…")
                .addBuffer(result.answer().slice(0, Math.min(result.answer().length(), AttemptResult.ANSWER_BYTES)));
        Future<Void> added = transaction
                .preparedQuery("INSERT INTO wkgate_delivery_attempt (delivery_id, at, outcome, status, took_millis,"
                        + " detail, answer) VALUES (?, UTC_TIMESTAMP(3), ?, ?, ?, ?, ?)")
                .execute(row)
                .mapEmpty();
        // The attempts of a split one are counted for its pieces.
        return delivery.attempts() < KEPT && !delivery.split()
                ? added
                : added.compose(done -> transaction
                        .preparedQuery(TRIM)
                        .execute(Tuple.of(deliveryId, deliveryId, deliveryId))
                        .mapEmpty());
    }

    /** Those that were made at one piece belong to another row from now on. */
    static Future<Void> move(SqlConnection transaction, long from, Selection piece, long to) {
        return transaction
                .preparedQuery(
                        "UPDATE wkgate_delivery_attempt SET delivery_id = ? WHERE delivery_id = ? AND detail LIKE ?")
                .execute(Tuple.of(to, from, prefix(piece) + "%"))
                .mapEmpty();
    }

    private static String prefix(Selection piece) {
        return "[" + WebhookId.ends(piece) + "] ";
    }

    static List<DeliveryView.Failure> read(RowSet<Row> rows) {
        List<DeliveryView.Failure> failures = new ArrayList<>();
        rows.forEach(row -> {
            Buffer answer = row.getBuffer("answer");
            failures.add(new DeliveryView.Failure(
                    row.getLocalDateTime("at").toInstant(ZoneOffset.UTC),
                    row.getString("outcome"),
                    row.getInteger("status"),
                    row.getLong("took_millis"),
                    row.getString("detail"),
                    answer));
        });
        return failures;
    }
}
