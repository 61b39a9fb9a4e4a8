package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.wkgate.intake.grpc.EventResp;
import io.wkgate.intake.grpc.EventStatus;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Scrape;
import io.wkgate.testing.TcpProxy;
import io.wkgate.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: while the database is away, events wait, but not for ever, not too many of the kind that starves chat
 * messages, not in unbounded memory, and not for a sender who has gone.
 */
@ExtendWith(DatabaseServerExtension.class)
class HoldingTest {

    private static final int MEBIBYTE = 1 << 20;

    private final EventSender sender = new EventSender();
    private ConnectionDetails database;
    private TcpProxy proxy;
    private TestGateway gateway;

    @BeforeEach
    void prepare(ConnectionDetails fresh) {
        database = fresh;
        proxy = TcpProxy.start(sender.vertx(), fresh.host(), fresh.port());
    }

    @AfterEach
    void close() {
        gateway.close();
        proxy.close();
        sender.close();
    }

    @Test
    void holdingEndsAfterItsTimeWith503AndStatusError() throws Exception {
        start(Map.of("WKGATE_INTAKE_HOLD", "300ms"));
        databaseGoes();
        Future<Integer> posted = post(EventBodies.ids(0, 1));
        Future<EventResp> called = sender.call(gateway, "msg.notify", EventBodies.notifyOf(EventBodies.ids(1, 1)));
        assertThat(posted.await()).isEqualTo(503);
        assertThat(called.await().getStatus()).isEqualTo(EventStatus.Error);
        assertThat(value("wkgate_held_bytes")).isZero();

        databaseComes();
        await().until(() -> post(EventBodies.ids(2, 1)).await() == 200);
        // Nobody was told that the others are stored, and nobody waits for them.
        assertThat(MessageRows.byId(database)).containsOnlyKeys(EventBodies.ids(2, 1));
    }

    @Test
    void offlineEventsThatNeedTheDatabaseAreHeldThirtyTwoOverHttpAndTheNextIs503AtOnce() throws Exception {
        start(Map.of("WKGATE_INTAKE_HOLD", "30s"));
        databaseGoes();
        List<Future<Integer>> held = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            held.add(sender.post(gateway, "msg.offline", numbered(i)));
        }
        await().until(() -> held.stream().filter(Future::isComplete).count() == 28);
        assertThat(held.stream().filter(Future::isComplete).map(Future::result)).containsOnly(503);
        assertThat(sender.post(gateway, "msg.offline", numbered(60)).await()).isEqualTo(503);
        await().until(() -> value("wkgate_commit_queue_oldest_seconds") > 0);
        await().until(() -> value("wkgate_commit_queue_waiting") == 32);
        await().until(() -> value("wkgate_database_reachable") == 0);

        databaseComes();
        assertThat(held.stream().map(answer -> answer.await()).filter(status -> status == 200))
                .hasSize(32);
        assertThat(new JsonObject(gateway.ops("GET", "/v1/deadletters").body()).getJsonArray("items"))
                .hasSize(32);
        assertThat(value("wkgate_commit_queue_oldest_seconds")).isZero();
        assertThat(value("wkgate_commit_queue_waiting")).isZero();
        assertThat(value("wkgate_database_reachable")).isEqualTo(1);
    }

    @Test
    void noOfflineEventThatNeedsTheDatabaseIsHeldOverGrpc() throws Exception {
        start(Map.of("WKGATE_INTAKE_HOLD", "30s"));
        databaseGoes();
        for (int i = 0; i < 3; i++) {
            assertThat(sender.call(gateway, "msg.offline", numbered(i)).await().getStatus())
                    .isEqualTo(EventStatus.Error);
        }
    }

    @Test
    void anOfflineEventThatIsFineIsAnsweredWhileTheDatabaseIsAway() throws Exception {
        start(Map.of("WKGATE_INTAKE_HOLD", "30s"));
        databaseGoes();
        byte[] fine =
                EventBodies.bytes(EventBodies.message(EventBodies.FIRST_ID).encode());
        assertThat(sender.post(gateway, "msg.offline", fine).await()).isEqualTo(200);
        assertThat(sender.call(gateway, "msg.offline", fine).await().getStatus())
                .isEqualTo(EventStatus.Success);
    }

    @Test
    void pastItsBytesANewEventIs503AtOnceAndThereIsRoomAgainAfterwards() throws Exception {
        start(Map.of("WKGATE_INTAKE_HOLD", "30s", "WKGATE_INTAKE_HOLD_BYTES", "1MiB"));
        databaseGoes();
        List<Future<Integer>> held = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            held.add(sender.post(gateway, "msg.notify", messageOf(i, 300_000)));
        }
        await().until(() -> value("wkgate_held_bytes") >= MEBIBYTE);
        assertThat(post(EventBodies.ids(10, 1)).await()).isEqualTo(503);
        assertThat(sender.call(gateway, "msg.notify", EventBodies.notifyOf(EventBodies.ids(10, 1)))
                        .await()
                        .getStatus())
                .isEqualTo(EventStatus.Error);

        databaseComes();
        assertThat(held.stream().map(answer -> answer.await())).containsOnly(200);
        assertThat(value("wkgate_held_bytes")).isZero();
        assertThat(post(EventBodies.ids(10, 1)).await()).isEqualTo(200);
    }

    @Test
    void aSingleBodyLargerThanTheBytesHeldIsStoredWhileTheDatabaseAnswers() throws Exception {
        start(Map.of("WKGATE_INTAKE_HOLD", "30s", "WKGATE_INTAKE_HOLD_BYTES", "1MiB"));
        JsonObject[] messages = new JsonObject[40];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = EventBodies.message(EventBodies.FIRST_ID + i)
                    .put("payload", EventBodies.base64(new byte[i == 20 ? 3 * MEBIBYTE : 100_000]));
        }
        assertThat(sender.post(gateway, "msg.notify", EventBodies.notifyOf(messages))
                        .await())
                .isEqualTo(200);
        assertThat(MessageRows.count(database)).isEqualTo(messages.length);
        assertThat(value("wkgate_held_bytes")).isZero();
    }

    private void start(Map<String, String> variables) {
        gateway = TestGateway.start(proxy.through(database), variables);
    }

    private void databaseGoes() {
        proxy.refuse(true);
        proxy.cutConnections();
    }

    private void databaseComes() {
        proxy.refuse(false);
    }

    private static byte[] numbered(int number) {
        return EventBodies.bytes("not JSON " + number);
    }

    private static byte[] messageOf(int number, int size) {
        return EventBodies.notifyOf(
                EventBodies.message(EventBodies.FIRST_ID + number).put("payload", EventBodies.base64(new byte[size])));
    }

    private Future<Integer> post(List<Long> ids) {
        return sender.post(gateway, "msg.notify", EventBodies.notifyOf(ids));
    }

    private double value(String series) {
        return Scrape.of(gateway).value(series);
    }
}
