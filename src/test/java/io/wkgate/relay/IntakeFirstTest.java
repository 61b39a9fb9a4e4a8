package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: while events wait for their commit, a destination has one request open at a time; never none, and as many as
 * ever once its deliveries are late.
 */
@ExtendWith(DatabaseServerExtension.class)
class IntakeFirstTest {

    @Test
    void oneAtATimeUntilDeliveriesAreLate() {
        IntakeFirst first = new IntakeFirst();
        assertThat(first.atOnce(4, 0)).isEqualTo(4);
        first.waits(true);
        assertThat(first.atOnce(4, 4_999)).isEqualTo(1);
        assertThat(first.atOnce(4, 5_000)).isEqualTo(4);
        first.waits(false);
        assertThat(first.atOnce(4, 0)).isEqualTo(4);
    }

    @Test
    void aWorkerKeepsToIt(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, Destinations.named("shop"))) {
            Queue<Promise<AttemptResult>> open = new ConcurrentLinkedQueue<>();
            relay.receiver("shop").answersLater(got -> {
                Promise<AttemptResult> answer = Promise.promise();
                open.add(answer);
                return answer.future();
            });
            relay.relay().plan().intakeWaits(true);
            relay.receiveMany(20);
            for (int sent = 1; sent <= 5; sent++) {
                int count = sent;
                await().until(() -> relay.receiver("shop").got().size() == count);
                assertThat(open).hasSize(1);
                open.remove().complete(FakeReceiver.delivered());
            }
            relay.relay().plan().intakeWaits(false);
            await().until(() -> open.size() == 4);
            relay.receiver("shop").answers(got -> FakeReceiver.delivered());
            open.forEach(answer -> answer.complete(FakeReceiver.delivered()));
            await().until(() -> relay.receiver("shop").got().size() == 20);
        }
    }
}
