package io.wkgate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: with order {@code channel} a receiver gets the messages of a channel in their order, and with {@code
 * strict} everything in the order of its acknowledgements, also when it fails every now and then.
 */
@ExtendWith(DatabaseServerExtension.class)
class OrderTest {

    private static final int EVENTS = 300;
    private static final int CHANNELS = 8;
    private static final long SEED = 20_261_122;
    private static final List<Manner> TROUBLES = List.of(
            Manner.answering(500), Manner.answering(503), Manner.HANGING_UP, Manner.ANSWER_LOST, Manner.ANSWER_CUT);

    /** A fifth of its requests come to grief. */
    private static void behaveBadly(BusinessServer receiver) {
        Random random = new Random(SEED);
        receiver.behave(
                request -> random.nextInt(5) == 0 ? TROUBLES.get(random.nextInt(TROUBLES.size())) : Manner.WELL);
    }

    private static JsonObject ordered(BusinessServer receiver, String order) {
        return DestinationJson.of(receiver)
                .put("order", order)
                .put("first-pause", "10ms")
                .put("longest-pause", "50ms");
    }

    @Test
    void theMessagesOfAChannelKeepTheirOrder(ConnectionDetails database) {
        try (BusinessServer receiver = BusinessServer.startCounting("business");
                Scene scene = new Scene(database, ordered(receiver, "channel"))) {
            behaveBadly(receiver);
            EventTraffic.start(scene.sender(), scene.sent(), scene.webhooks(), EVENTS, CHANNELS)
                    .awaitEnd();
            scene.awaitAllReceivedBy(receiver);

            System.out.println("order by channel: " + scene.sent().balance(receiver));
            assertThat(receiver.order().disorder()).isEmpty();
        }
    }

    @Test
    void strictIsTheWholeOrder(ConnectionDetails database) {
        try (BusinessServer receiver = BusinessServer.startCounting("business");
                Scene scene = new Scene(database, ordered(receiver, "strict"))) {
            behaveBadly(receiver);
            for (int i = 0; i < EVENTS / 3; i++) {
                assertThat(scene.post(
                                EventBodies.message(EventBodies.FIRST_ID + i).put("channel_id", "g" + i % CHANNELS)))
                        .isEqualTo(200);
            }
            scene.awaitAllReceivedBy(receiver);

            System.out.println("strict order: " + scene.sent().balance(receiver));
            assertThat(receiver.order().whole()).isTrue();
        }
    }

    /** The second channel of a body is not behind the first one, which the receiver refuses to take now. */
    @Test
    void aChannelThatFailsDoesNotHoldUpAnother(ConnectionDetails database) {
        try (BusinessServer receiver = BusinessServer.start("business");
                Scene scene = new Scene(database, ordered(receiver, "channel"))) {
            receiver.behave(request ->
                    request.items().stream().anyMatch(item -> item.channel().equals("sick"))
                            ? Manner.answering(500)
                            : Manner.WELL);
            JsonObject[] body = IntStream.range(0, 30)
                    .mapToObj(i -> EventBodies.message(EventBodies.FIRST_ID + i)
                            .put("channel_id", i % 3 == 0 ? "sick" : "well" + i % 3))
                    .toArray(JsonObject[]::new);
            assertThat(scene.post(body)).isEqualTo(200);
            List<String> well = IntStream.range(0, 30)
                    .filter(i -> i % 3 != 0)
                    .mapToObj(i -> Item.message(EventBodies.FIRST_ID + i, "").key())
                    .toList();
            await().until(() -> receiver.has(well));
            assertThat(receiver.received()).hasSize(well.size());
            receiver.behave(Manner.WELL);
            scene.awaitAllReceivedBy(receiver);

            assertThat(receiver.order().disorder()).isEmpty();
            assertThat(receiver.requests())
                    .allSatisfy(request -> assertThat(
                                    request.items().stream().map(Item::channel).distinct())
                            .hasSize(1));
        }
    }
}
