package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import io.wkgate.store.KeyList;
import io.wkgate.store.LostToAnother;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is written of deliveries that are this process's. Whoever does not hold the lease any more changes nothing. */
final class DeliveryChanges {

    /** Followed by the values of {@link #ours}. */
    static final String OURS = " WHERE id = ? AND lease = ? AND state = 0";

    private static final String NEXT_PIECE =
            "UPDATE wkgate_delivery SET selection = ?, split = 1, attempts = 0, refusals = 0, lease = NULL,"
                    + " due_at = UTC_TIMESTAMP(3)" + OURS;

    private static final int TRIES = 3;

    /** Whoever is slow may have thousands in hand; one statement of all of them would hold their rows for long. */
    private static final int AT_ONCE = 256;

    private final Database database;
    private final DeliveryBurial burial;
    private final BornLeases born;

    DeliveryChanges(Database database, Destination destination) {
        this.database = database;
        burial = new DeliveryBurial(destination);
        born = new BornLeases(database, destination);
    }

    /** The receiver has all that was left of them. */
    Future<Void> delivered(Collection<Delivery> deliveries) {
        return all(deliveries, "state = 1, due_at = UTC_TIMESTAMP(3), lease = NULL", Tuple::tuple);
    }

    /** They were not sent, and are due for whoever claims them. */
    Future<Void> givenBack(Collection<Delivery> deliveries) {
        return all(deliveries, "due_at = UTC_TIMESTAMP(3), lease = NULL", Tuple::tuple);
    }

    /** They are still being sent; the lease begins anew. */
    Future<Void> renewed(Collection<Delivery> deliveries) {
        return all(
                deliveries,
                "due_at = TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))",
                () -> Tuple.of(micros(Destination.LEASE)));
    }

    /** The same with its id; nothing if it is somebody else's by now. */
    Future<Optional<Delivery>> identified(Delivery delivery) {
        return delivery.isIdentified() ? Future.succeededFuture(Optional.of(delivery)) : born.identified(delivery);
    }

    /** A list after the other. */
    private Future<Void> all(Collection<Delivery> deliveries, String change, Supplier<Tuple> values) {
        List<Delivery> identified = deliveries.stream()
                .filter(Delivery::isIdentified)
                .sorted(Comparator.comparingLong(Delivery::id))
                .toList();
        List<Delivery> others =
                deliveries.stream().filter(delivery -> !delivery.isIdentified()).toList();
        return inTurn(identified, some -> byId(some, change, values.get()))
                .compose(done -> inTurn(others, some -> born.change(some, change, values.get())));
    }

    private static Future<Void> inTurn(List<Delivery> deliveries, Function<List<Delivery>, Future<Void>> work) {
        Future<Void> all = Future.succeededFuture();
        for (int from = 0; from < deliveries.size(); from += AT_ONCE) {
            List<Delivery> some = deliveries.subList(from, Math.min(deliveries.size(), from + AT_ONCE));
            all = all.compose(before -> work.apply(some));
        }
        return all;
    }

    private Future<Void> byId(List<Delivery> deliveries, String change, Tuple values) {
        KeyList<Long> ids = new KeyList<>(deliveries.stream().map(Delivery::id).toList());
        // One for each id, of which some are the same: so the statement has few lengths.
        KeyList<Buffer> leases =
                new KeyList<>(deliveries.stream().map(Delivery::lease).toList());
        return database.execute(
                        "UPDATE wkgate_delivery FORCE INDEX (PRIMARY) SET " + change + " WHERE id IN (" + ids.marks()
                                + ") AND state = 0 AND lease IN (" + leases.marks() + ")",
                        leases.addTo(ids.addTo(values)))
                .mapEmpty();
    }

    /** The receiver has the first piece; the others go on at once. */
    Future<Void> pieceDelivered(Delivery delivery) {
        return database.execute(NEXT_PIECE, ours(delivery, delivery.pieces().withoutFirst()))
                .mapEmpty();
    }

    /** It goes on at once in these pieces. */
    Future<Fate> split(Delivery delivery, AttemptResult result, Pieces pieces) {
        return changing(transaction -> run(transaction, NEXT_PIECE, ours(delivery, pieces))
                .compose(changed -> changed.rowCount() == 0
                        ? Future.succeededFuture(Fate.LOST)
                        : AttemptRows.add(transaction, delivery, delivery.id(), result)
                                .map(Fate.WAITS)));
    }

    /**
     * The attempt failed: it is due again after the pause, but not later than its time is over; the one that fails after that
     * was the last, and it is dead.
     *
     * @param pieces what is left of it, in the order in which it goes on
     */
    Future<Fate> failed(Delivery delivery, AttemptResult result, Pieces pieces, boolean refused, Duration pause) {
        Tuple values = Tuple.tuple()
                .addValue(pieces.text())
                .addInteger(refused ? delivery.refusals() + 1 : 0)
                .addLong(micros(pause))
                .addLong(delivery.id())
                .addBuffer(delivery.lease());
        return changing(transaction -> run(
                        transaction,
                        "UPDATE wkgate_delivery SET selection = ?, attempts = attempts + 1, refusals = ?, lease = NULL,"
                                + " due_at = LEAST(TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3)), expires_at)" + OURS
                                + " AND UTC_TIMESTAMP(3) < expires_at",
                        values)
                .compose(changed -> changed.rowCount() == 0
                        ? burial.bury(transaction, delivery, result)
                        : AttemptRows.add(transaction, delivery, delivery.id(), result)
                                .map(Fate.WAITS)));
    }

    /** Nothing can ever be sent of it. */
    Future<Fate> hopeless(Delivery delivery, AttemptResult result) {
        return changing(transaction -> burial.bury(transaction, delivery, result));
    }

    /** Nobody wants it for now; it is due when its destination is started again. */
    Future<Fate> released(Delivery delivery, AttemptResult result) {
        Tuple values = Tuple.of(delivery.id(), delivery.lease());
        return changing(transaction -> run(
                        transaction,
                        "UPDATE wkgate_delivery SET attempts = attempts + 1, lease = NULL, due_at = UTC_TIMESTAMP(3)"
                                + OURS,
                        values)
                .compose(changed -> changed.rowCount() == 0
                        ? Future.succeededFuture(Fate.LOST)
                        : AttemptRows.add(transaction, delivery, delivery.id(), result)
                                .map(Fate.WAITS)));
    }

    private <T> Future<T> changing(Function<SqlConnection, Future<T>> work) {
        return changing(TRIES, work);
    }

    private <T> Future<T> changing(int tries, Function<SqlConnection, Future<T>> work) {
        return database.transaction(work)
                .recover(failure -> tries > 1 && LostToAnother.DEADLOCK.is(failure)
                        ? changing(tries - 1, work)
                        : Future.failedFuture(failure));
    }

    static Tuple ours(Delivery delivery, @Nullable Pieces pieces) {
        Tuple values = Tuple.tuple();
        if (pieces != null) {
            values.addValue(pieces.text());
        }
        return values.addLong(delivery.id()).addBuffer(delivery.lease());
    }

    static Future<? extends SqlResult<?>> run(SqlConnection transaction, String sql, Tuple values) {
        return transaction.preparedQuery(sql).execute(values);
    }

    private static long micros(Duration duration) {
        return duration.toMillis() * 1000;
    }
}
