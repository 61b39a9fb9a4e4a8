package io.wkgate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.DeadLetterView;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: one message that a receiver refuses does not cost it the others. When its time is over it is a dead letter
 * that an operator lists, sees, and has delivered after the receiver was mended.
 */
@ExtendWith(DatabaseServerExtension.class)
class RefusedMessageTest {

    private static final int MESSAGES = 13;
    private static final long BAD = EventBodies.FIRST_ID + 8;
    private static final String BAD_ITEM = Item.message(BAD, "").key();

    private static Manner refusing(Delivered request) {
        return request.items().stream().anyMatch(item -> item.key().equals(BAD_ITEM))
                ? Manner.answering(400)
                : Manner.WELL;
    }

    @Test
    void isADeadLetterAndTheOthersArrive(ConnectionDetails database) throws Exception {
        try (BusinessServer receiver = BusinessServer.start("business");
                Scene scene = new Scene(
                        database,
                        Map.of(),
                        DestinationJson.of(receiver).put("first-pause", "10ms").put("longest-pause", "50ms"))) {
            receiver.behave(RefusedMessageTest::refusing);
            assertThat(scene.post(IntStream.range(0, MESSAGES)
                            .mapToObj(i -> EventBodies.message(EventBodies.FIRST_ID + i))
                            .toArray(JsonObject[]::new)))
                    .isEqualTo(200);

            await().until(() -> receiver.received().size() == MESSAGES - 1);
            assertThat(receiver.received()).doesNotContain(BAD_ITEM);
            assertThat(scene.sent().missing(receiver)).containsExactly(BAD_ITEM);
            DeadLetterView letters = new DeadLetterView(scene.gateway());
            assertThat(letters.list()).as("its time is not over").isEmpty();

            Sql.run(database, "UPDATE wkgate_delivery SET expires_at = UTC_TIMESTAMP(3) WHERE state = 0");
            new Hours(database).pass(Duration.ofMinutes(1));
            await().until(() -> letters.list().size() == 1);
            JsonObject letter = letters.list().get(0);
            assertThat(letter.getString("kind")).isEqualTo("delivery");
            assertThat(letter.getString("event")).isEqualTo("msg.notify");
            assertThat(letter.getString("field")).isEqualTo("business");
            JsonObject told = new JsonObject(Buffer.buffer(letters.bytes(letter)));
            assertThat(told.getString("destination")).isEqualTo("business");
            assertThat(told.getString("webhook_id")).matches("evt_[0-9a-f]{32}_.*8-8");
            List<Delivered> refused = receiver.requests().stream()
                    .filter(request -> request.webhookId().equals(told.getString("webhook_id")))
                    .toList();
            assertThat(refused).as("tried under that id").isNotEmpty();

            receiver.behave(Manner.WELL);
            assertThat(scene.gateway()
                            .ops("POST", "/v1/deadletters/" + letter.getString("id") + "/replay")
                            .statusCode())
                    .isEqualTo(200);
            scene.awaitAllReceivedBy(receiver);

            List<Delivered> requests = receiver.requests();
            Delivered last = requests.get(requests.size() - 1);
            assertThat(last.webhookId()).isEqualTo(told.getString("webhook_id"));
            assertThat(last.items()).extracting(Item::key).containsExactly(BAD_ITEM);
            assertThat(letters.list()).isEmpty();
            Balance balance = scene.sent().balance(receiver);
            System.out.println(
                    "one refused message of " + MESSAGES + ": " + balance + ", " + requests.size() + " requests");
            assertThat(balance).isEqualTo(new Balance(1, 0, 0, 0, 0));
        }
    }
}
