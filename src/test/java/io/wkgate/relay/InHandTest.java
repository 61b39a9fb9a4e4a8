package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.store.DatabaseAbsence;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: a request that takes longer than a lease keeps it, one that is short costs no statement, and what was lost stays
 * lost.
 */
@ExtendWith(DatabaseServerExtension.class)
class InHandTest {

    private static final String FRESH = "SELECT COUNT(*) FROM wkgate_delivery WHERE lease IS NOT NULL"
            + " AND due_at > TIMESTAMPADD(SECOND, 15, UTC_TIMESTAMP(3))";

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void theLeaseOfALongRequestIsKept(ConnectionDetails database) throws Exception {
        Destinations shop = Destinations.named("shop");
        try (RelayFixture relay = RelayFixture.open(database, shop)) {
            relay.receiveMany(3);
            Destination destination = new Destination(1, shop.settings());
            DeliveryQueue queue = new DeliveryQueue(relay.database(), destination);
            List<Delivery> claimed = relay.await(queue.claim(relay.await(queue.due(10))));
            assertThat(claimed).hasSize(3);
            InHand inHand = new InHand(
                    new DeliveryChanges(relay.database(), destination), new DatabaseAbsence("deliveries"), nanos::get);
            List<Delivery> known = new ArrayList<>();
            known.add(inHand.begun(claimed.get(0)));
            known.add(inHand.begun(claimed.get(1)));
            nanos.addAndGet(InHand.YOUNG.toNanos());
            known.add(inHand.begun(claimed.get(2)));
            assertThat(claimed).noneMatch(delivery -> delivery.packed() == null);
            assertThat(inHand.deliveries())
                    .as("without their bodies")
                    .hasSize(3)
                    .allMatch(delivery -> delivery.packed() == null && delivery.plain() == null);
            Sql.run(
                    database,
                    "UPDATE wkgate_delivery SET due_at = TIMESTAMPADD(SECOND, 5, UTC_TIMESTAMP(3))",
                    // Another took it after its end.
                    "UPDATE wkgate_delivery SET lease = REPEAT('x', 16) WHERE id = "
                            + claimed.get(1).id());
            inHand.renew();
            Awaitility.await().until(() -> Sql.number(database, FRESH) > 0);
            assertThat(Sql.column(
                            database,
                            "SELECT id FROM wkgate_delivery WHERE due_at > TIMESTAMPADD(SECOND, 15, UTC_TIMESTAMP(3))"))
                    .containsExactly(Long.toString(claimed.get(0).id()));
            known.forEach(inHand::ended);
            assertThat(inHand.isEmpty()).isTrue();
        }
    }

    /** A fast receiver, and a database that notes slowly: more than one statement takes. */
    @Test
    void aThousandInHandAreKeptToo(ConnectionDetails database) throws Exception {
        Destinations shop = Destinations.named("shop");
        try (RelayFixture relay = RelayFixture.open(database, shop)) {
            relay.receiveMany(1);
            Sql.run(
                    database,
                    "INSERT INTO wkgate_delivery (event_id, destination, part, lane, due_at, expires_at)"
                            + " WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < 999)"
                            + " SELECT event_id, destination, n, lane, due_at, expires_at"
                            + " FROM wkgate_delivery JOIN more");
            Destination destination = new Destination(1, shop.settings());
            DeliveryQueue queue = new DeliveryQueue(relay.database(), destination);
            InHand inHand = new InHand(
                    new DeliveryChanges(relay.database(), destination), new DatabaseAbsence("deliveries"), nanos::get);
            for (int claims = 0; claims < 4; claims++) {
                relay.await(queue.claim(relay.await(queue.due(250)))).forEach(inHand::begun);
            }
            assertThat(inHand.deliveries()).hasSize(1000);
            Sql.run(database, "UPDATE wkgate_delivery SET due_at = TIMESTAMPADD(SECOND, 5, UTC_TIMESTAMP(3))");
            nanos.addAndGet(InHand.YOUNG.toNanos());
            inHand.renew();
            Awaitility.await().until(() -> Sql.number(database, FRESH) == 1000);
        }
    }

    @Test
    void itIsKeptBeforeItIsOver() {
        // The longest from a claim to the first renewal.
        assertThat(Destination.HOLD.plus(InHand.YOUNG).plus(InHand.RENEWAL))
                .isLessThan(Destination.LEASE.minus(InHand.RENEWAL));
    }
}
