package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Scrape;
import io.wkgate.testing.TcpProxy;
import io.wkgate.testing.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: whatever the network between wkgate and its database does, an event is answered with 200 when it is
 * stored, once, and not before.
 */
@ExtendWith(DatabaseServerExtension.class)
class NetworkFaultsTest {

    private static final List<Long> IDS = EventBodies.ids(0, 20);

    private final EventSender sender = new EventSender();
    private ConnectionDetails database;
    private TcpProxy proxy;
    private TestGateway gateway;

    @BeforeEach
    void start(ConnectionDetails fresh) {
        database = fresh;
        proxy = TcpProxy.start(sender.vertx(), fresh.host(), fresh.port());
        gateway = TestGateway.start(
                proxy.through(fresh), Map.of("WKGATE_DATABASE_TIMEOUT", "1s", "WKGATE_INTAKE_HOLD", "30s"));
    }

    @AfterEach
    void close() {
        gateway.close();
        proxy.close();
        sender.close();
    }

    @Test
    void aConnectionLostAfterTheCommitAndBeforeItsAnswerIsOneRowAnd200() throws Exception {
        // Not a round number: it takes more than one statement, and so a COMMIT.
        List<Long> ids = EventBodies.ids(0, 23);
        proxy.dropCommitAnswers(2);
        assertThat(post(ids).await()).isEqualTo(200);
        assertThat(MessageRows.byId(database)).containsOnlyKeys(ids);
        assertThat(value("wkgate_commit_failures_total")).isEqualTo(2);
        assertThat(value("wkgate_messages_repeated_total")).isEqualTo(23);
    }

    @Test
    void aConnectionLostAfterASingleStatementThatIsItsOwnTransactionIsOneRowAnd200() throws Exception {
        try (TestGateway patient = TestGateway.start(
                proxy.through(database), Map.of("WKGATE_DATABASE_TIMEOUT", "30s", "WKGATE_INTAKE_HOLD", "30s"))) {
            proxy.delay(Duration.ofMillis(400));
            Future<Integer> posted = sender.post(patient, "msg.notify", EventBodies.notifyOf(IDS));
            await().pollInterval(Duration.ofMillis(10)).until(() -> MessageRows.count(database) > 0);
            // The rows are there, and the answer is still on its way.
            proxy.cutConnections();
            proxy.delay(Duration.ZERO);
            assertThat(posted.await()).isEqualTo(200);
            assertThat(MessageRows.byId(database)).containsOnlyKeys(IDS);
            assertThat(Scrape.of(patient).value("wkgate_messages_repeated_total"))
                    .isEqualTo(20);
        }
    }

    @Test
    void connectionsThatAreCutAreOpenedAgain() throws Exception {
        for (int i = 0; i < 5; i++) {
            proxy.cutConnections();
            assertThat(post(EventBodies.ids(i, 1)).await()).isEqualTo(200);
        }
        assertThat(MessageRows.byId(database)).containsOnlyKeys(EventBodies.ids(0, 5));
    }

    @Test
    void aWayThatSwallowsEverythingIsGivenUpAndTheTransactionTriedOnAnotherConnection() throws Exception {
        proxy.hang(true);
        Future<Integer> posted = post(IDS);
        await().until(() -> value("wkgate_commit_failures_total") >= 1);
        assertThat(posted.isComplete()).isFalse();
        // The old connections stay dead: only another one can bring the answer.
        proxy.cutConnections();
        proxy.hang(false);
        assertThat(posted.await()).isEqualTo(200);
        assertThat(MessageRows.byId(database)).containsOnlyKeys(IDS);
    }

    @Test
    void aSlowDatabaseIsWaitedForAndNotTriedAgain() throws Exception {
        // A new connection takes several turns, which together must stay below the second of the time limit.
        proxy.delay(Duration.ofMillis(40));
        List<Future<Integer>> posted = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            posted.add(post(EventBodies.ids(i, 1)));
        }
        for (Future<Integer> answer : posted) {
            assertThat(answer.await()).isEqualTo(200);
        }
        assertThat(MessageRows.byId(database)).containsOnlyKeys(EventBodies.ids(0, 50));
        assertThat(value("wkgate_commit_failures_total")).isZero();
        assertThat(value("wkgate_messages_repeated_total")).isZero();
    }

    private Future<Integer> post(List<Long> ids) {
        return sender.post(gateway, "msg.notify", EventBodies.notifyOf(ids));
    }

    private double value(String series) {
        return Scrape.of(gateway).value(series);
    }
}
