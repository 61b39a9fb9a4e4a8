package io.wkgate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DeadLetterView;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The promise: an event is relayed where the database takes the message's row, though in base64 it is larger than a packet;
 * one that is too large even so is kept whole, and relayed by a replay once the database takes it.
 */
class LargestEventsTest {

    private static final int MEBIBYTE = 1 << 20;

    private static final String PACKET = "SET GLOBAL max_allowed_packet = ";

    @Test
    void aMessageWhoseBodyIsLargerThanAPacketIsRelayedByteForByteBetweenItsNeighbours() throws Exception {
        try (DatabaseServer server = DatabaseServer.start();
                BusinessServer business = BusinessServer.start("business")) {
            // MariaDB's own.
            Sql.runAsAdministrator(server, PACKET + 16 * MEBIBYTE);
            ConnectionDetails database = server.createDatabase();
            try (Scene scene = scene(database, business)) {
                JsonObject large = message(1).put("payload", payload(13 * MEBIBYTE));
                assertThat(scene.post(message(0), large, message(2))).isEqualTo(200);
                scene.awaitAllReceivedBy(business);
                assertThat(MessageRows.count(database)).isEqualTo(3);
                assertThat(new DeadLetterView(scene.gateway()).list()).isEmpty();
                assertThat(business.requests())
                        .extracting(Delivered::body)
                        .usingElementComparator((one, other) -> one.equals(other) ? 0 : 1)
                        .containsExactly(body(message(0)), body(large), body(message(2)));
            }
        }
    }

    @Test
    void whatTheDatabaseDoesNotTakeIsRelayedByAReplayWhenItDoes() throws Exception {
        byte[] offline =
                message(0).put("payload", payload(9 * MEBIBYTE)).toBuffer().getBytes();
        JsonObject large = message(1).put("payload", payload(8 * MEBIBYTE - 1));
        try (DatabaseServer server = DatabaseServer.start();
                BusinessServer business = BusinessServer.start("business")) {
            Sql.runAsAdministrator(server, PACKET + 8 * MEBIBYTE);
            ConnectionDetails database = server.createDatabase();
            try (Scene scene = scene(database, business)) {
                assertThat(scene.sender()
                                .post(scene.gateway(), "msg.offline", offline)
                                .timeout(Scene.LIMIT.toSeconds(), TimeUnit.SECONDS)
                                .await())
                        .isEqualTo(200);
                assertThat(scene.post(large)).isEqualTo(200);
                List<JsonObject> letters = new DeadLetterView(scene.gateway()).list();
                assertThat(letters)
                        .as("the event without a row, the message, the event of the message")
                        .extracting(letter -> letter.getString("event") + " " + letter.getString("kind"))
                        .containsExactlyInAnyOrder("msg.offline delivery", "msg.notify message", "msg.notify delivery");
                assertThat(letters)
                        .allSatisfy(
                                letter -> assertThat(letter.getBoolean("cut")).isFalse());
            }
            Sql.runAsAdministrator(server, PACKET + 64 * MEBIBYTE);
            try (Scene scene = scene(database, business)) {
                assertThat(new JsonObject(scene.gateway()
                                        .ops("POST", "/v1/deadletters/replay?all=true")
                                        .body())
                                .getInteger("done"))
                        .isEqualTo(3);
                await().until(() -> business.requests("msg.offline").size() == 1
                        && business.requests("msg.notify").size() == 2);
                assertThat(MessageRows.count(database)).isEqualTo(1);
                assertThat(Arrays.equals(
                                business.requests("msg.offline").get(0).body().getBytes(), offline))
                        .isTrue();
                assertThat(business.requests("msg.notify"))
                        .allSatisfy(request ->
                                assertThat(request.body().equals(body(large))).isTrue());
            }
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_dead_letter_rest"))
                    .isZero();
        }
    }

    private static Scene scene(ConnectionDetails database, BusinessServer business) {
        return new Scene(
                database,
                Map.of("WKGATE_INTAKE_HOLD", "60s", "WKGATE_DATABASE_TIMEOUT", "30s"),
                DestinationJson.of(business).put("timeout", "30s").put("order", "strict"));
    }

    private static JsonObject message(int number) {
        return EventBodies.message(EventBodies.FIRST_ID + number);
    }

    /** Of bytes that cannot be made smaller. */
    private static String payload(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return EventBodies.base64(bytes);
    }

    private static Buffer body(JsonObject message) {
        return Buffer.buffer(EventBodies.notifyOf(message));
    }
}
