package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.Selection;
import java.util.Optional;

/** Makes a delivery a dead letter, within a transaction; of a split one only the piece that failed. */
final class DeliveryBurial {

    private final Destination destination;

    DeliveryBurial(Destination destination) {
        this.destination = destination;
    }

    Future<Fate> bury(SqlConnection transaction, Delivery delivery, AttemptResult result) {
        Optional<Selection> piece = delivery.piece();
        Future<Optional<Long>> dead = piece.isPresent() && delivery.pieces().hasMore()
                ? pieceAlone(transaction, delivery, piece.get())
                : whole(transaction, delivery);
        return dead.compose(id -> id.isEmpty()
                ? Future.succeededFuture(Fate.LOST)
                : AttemptRows.add(transaction, delivery, id.get(), result)
                        .compose(added -> letter(transaction, delivery, id.get(), result))
                        .map(Fate.DEAD));
    }

    private static Future<Optional<Long>> whole(SqlConnection transaction, Delivery delivery) {
        return DeliveryChanges.run(
                        transaction,
                        "UPDATE wkgate_delivery SET state = 2, attempts = attempts + 1, lease = NULL,"
                                + " due_at = UTC_TIMESTAMP(3)" + DeliveryChanges.OURS,
                        DeliveryChanges.ours(delivery, null))
                .map(changed -> changed.rowCount() == 0 ? Optional.empty() : Optional.of(delivery.id()));
    }

    /** It becomes a row of its own with the attempts that were made at it; the others go on at once. */
    private static Future<Optional<Long>> pieceAlone(SqlConnection transaction, Delivery delivery, Selection piece) {
        return DeliveryChanges.run(
                        transaction,
                        "UPDATE wkgate_delivery SET selection = ?, attempts = 0, refusals = 0, lease = NULL,"
                                + " due_at = UTC_TIMESTAMP(3)" + DeliveryChanges.OURS,
                        DeliveryChanges.ours(delivery, delivery.pieces().withoutFirst()))
                .compose(changed -> changed.rowCount() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : insert(transaction, delivery, piece)
                                .compose(id -> AttemptRows.move(transaction, delivery.id(), piece, id)
                                        .map(Optional.of(id))));
    }

    private static Future<Long> insert(SqlConnection transaction, Delivery delivery, Selection piece) {
        return transaction
                .preparedQuery(
                        "INSERT INTO wkgate_delivery (event_id, destination, part, selection, split, lane, state,"
                                + " due_at, expires_at, attempts) SELECT event_id, destination, ?, ?, 0, lane, 2,"
                                + " UTC_TIMESTAMP(3), expires_at, ? FROM wkgate_delivery WHERE id = ?")
                .execute(Tuple.of(
                        WebhookId.part(delivery.part(), piece), piece.text(), delivery.attempts() + 1, delivery.id()))
                .map(inserted -> inserted.property(MySQLClient.LAST_INSERTED_ID));
    }

    private Future<Void> letter(SqlConnection transaction, Delivery delivery, long id, AttemptResult result) {
        return DeliveryDeadLetter.insert(
                        id, delivery.webhookId(), delivery.event(), destination.name(), result.detail())
                .run(transaction)
                .mapEmpty();
    }
}
