package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.util.Base64;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: however large bodies are, a worker has no more of them in memory than it sends and a few MiB. */
@ExtendWith(DatabaseServerExtension.class)
class LargeBodiesTest {

    private static final int EVENTS = 140;
    private static final int AT_ONCE = 60;

    /** Those that are sent, 8 MiB, and the last claim. */
    private static final int MOST_CLAIMED = 94;

    private static final int ENDED = 3;

    /** Of base64, which is not compressed: 19 of them are more than 8 MiB. */
    private static final int BYTES = 450 * 1024;

    @Test
    void nothingIsClaimedWhileManyBytesWait(ConnectionDetails database) throws Exception {
        Random random = new Random(7);
        Queue<Promise<AttemptResult>> open = new ConcurrentLinkedQueue<>();
        try (RelayFixture relay =
                RelayFixture.open(database, Destinations.named("shop").atOnce(AT_ONCE))) {
            for (int i = 0; i < EVENTS; i++) {
                byte[] bytes = new byte[BYTES / 4 * 3];
                random.nextBytes(bytes);
                relay.receive(
                        "user.onlinestatus",
                        new JsonArray().add(Base64.getEncoder().encodeToString(bytes)));
            }
            FakeReceiver receiver = relay.receiver("shop");
            receiver.answersLater(got -> {
                Promise<AttemptResult> answer = Promise.promise();
                open.add(answer);
                return answer.future();
            });
            relay.start();
            await().until(() -> receiver.got().size() == AT_ONCE);
            for (int i = 0; i < ENDED; i++) {
                open.remove().complete(FakeReceiver.delivered());
            }
            await().until(() -> receiver.got().size() == AT_ONCE + ENDED);
            await().until(() -> Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1") == ENDED);
            String claimed = "SELECT COUNT(*) FROM wkgate_delivery WHERE lease IS NOT NULL";
            await().during(Duration.ofSeconds(1))
                    .failFast("too many are claimed", () -> Sql.number(database, claimed) > MOST_CLAIMED)
                    .until(() -> true);

            receiver.answers(got -> FakeReceiver.delivered());
            open.forEach(answer -> answer.complete(FakeReceiver.delivered()));
            await().until(() -> Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1") == EVENTS);
            assertThat(receiver.got()).extracting(FakeReceiver.Got::webhookId).doesNotHaveDuplicates();
        }
    }
}
