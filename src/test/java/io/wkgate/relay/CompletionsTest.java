package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.wkgate.store.DatabaseAbsence;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The promise: what was delivered is noted with few statements, and once the database is back also what was delivered while
 * it was away; and when too much is not noted yet there is no room for more.
 */
class CompletionsTest {

    private static final int DELIVERED = 1000;

    private static List<Delivery> claimed(RelayFixture relay, ConnectionDetails database) throws Exception {
        DeliveryQueue queue = new DeliveryQueue(
                relay.database(), new Destination(1, Destinations.named("shop").settings()));
        List<Delivery> all = new ArrayList<>();
        for (int i = 0; i < DELIVERED / 100; i++) {
            all.addAll(relay.await(queue.due(100).compose(queue::claim)));
        }
        assertThat(all).hasSize(DELIVERED);
        return all;
    }

    @Test
    void itKeepsTryingAndNotesManyAtOnce() throws Exception {
        try (DatabaseServer server = DatabaseServer.start()) {
            ConnectionDetails database = server.createDatabase();
            try (RelayFixture relay = RelayFixture.open(database, Destinations.named("shop"))) {
                for (int id = 1; id <= DELIVERED; id++) {
                    relay.receive("g1", id);
                }
                List<Delivery> deliveries = claimed(relay, database);
                server.readOnly(true);

                Vertx vertx = Vertx.vertx();
                Context context = ((VertxInternal) vertx).createEventLoopContext();
                Completions completions = new Completions(
                        context,
                        new DeliveryChanges(
                                relay.database(),
                                new Destination(1, Destinations.named("shop").settings())),
                        new DatabaseAbsence("deliveries"),
                        50);
                AtomicInteger noted = new AtomicInteger();
                AtomicInteger room = new AtomicInteger(-1);
                context.runOnContext(now -> {
                    deliveries.forEach(
                            delivery -> completions.add(delivery).onSuccess(done -> noted.incrementAndGet()));
                    room.set(completions.room());
                });
                await().until(() -> room.get() == 0);
                assertThat(noted).hasValue(0);

                long before = updates(server, database);
                server.readOnly(false);
                await().until(() -> noted.get() == DELIVERED);
                assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1"))
                        .isEqualTo(DELIVERED);
                assertThat(updates(server, database) - before).isLessThan(20);
                context.runOnContext(now -> room.set(completions.room()));
                await().until(() -> room.get() == DELIVERED);
                EndOf.vertx(vertx);
            }
        }
    }

    private static long updates(DatabaseServer server, ConnectionDetails database) throws Exception {
        return Sql.number(
                database,
                "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'COM_UPDATE'");
    }
}
