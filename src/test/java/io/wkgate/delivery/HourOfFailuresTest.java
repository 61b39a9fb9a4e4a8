package io.wkgate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.Sql;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: a receiver that answers 500 for an hour is asked rarely, and has everything after it. The hour is one of
 * dates in the database; the first pause is a short one, for the circuit breaker's clock is a real one.
 */
@ExtendWith(DatabaseServerExtension.class)
class HourOfFailuresTest {

    private static final int EVENTS = 20;
    private static final Duration STEP = Duration.ofMinutes(15);

    /** 10 ms, 20 ms, 40 ms … makes an hour with the nineteenth; the pauses vary by chance. */
    private static final int FEW = 24;

    @Test
    void everythingArrivesAfterItAndAttemptsAreFew(ConnectionDetails database) throws Exception {
        try (BusinessServer receiver = BusinessServer.start("business");
                Scene scene = new Scene(
                        database,
                        new JsonObject()
                                .put("name", "business")
                                .put("url", receiver.url())
                                .put("first-pause", "10ms"))) {
            receiver.behave(Manner.answering(500));
            for (int i = 0; i < EVENTS; i++) {
                assertThat(scene.post(EventBodies.message(EventBodies.FIRST_ID + i)))
                        .isEqualTo(200);
            }
            await().until(() -> receiver.requestCount() > 0);
            for (Duration passed = Duration.ZERO; passed.toHours() < 1; passed = passed.plus(STEP)) {
                long before = receiver.requestCount();
                new Hours(database).pass(STEP);
                await().until(() -> receiver.requestCount() > before || nothingIsDue(database));
            }
            long most = Sql.number(database, "SELECT MAX(attempts) FROM wkgate_delivery");
            assertThat(receiver.requestCount()).isEqualTo(receiver.requests().size());
            assertThat(receiver.received()).isEmpty();

            receiver.behave(Manner.WELL);
            new Hours(database).pass(Duration.ofHours(2));
            scene.awaitAllReceivedBy(receiver);

            Balance balance = scene.sent().balance(receiver);
            System.out.println("an hour of 500s: " + balance + ", at most " + most + " attempts at one");
            assertThat(most).isBetween(1L, (long) FEW);
            assertThat(balance).isEqualTo(new Balance(EVENTS, 0, 0, 0, 0));
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_dead_letter"))
                    .isZero();
        }
    }

    private static boolean nothingIsDue(ConnectionDetails database) throws Exception {
        return Sql.number(
                        database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 0 AND due_at <= UTC_TIMESTAMP(3)")
                == 0;
    }
}
