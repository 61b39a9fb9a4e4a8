package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
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
 * The promise: what arrives while a commit is in flight goes together into the next one, bounded in rows and bytes; what
 * arrives when none is goes at once and alone.
 */
@ExtendWith(DatabaseServerExtension.class)
class GroupCommitTest {

    private final EventSender sender = new EventSender();
    private ConnectionDetails database;
    private TcpProxy proxy;
    private TestGateway gateway;
    private int sent;

    @BeforeEach
    void start(ConnectionDetails fresh) {
        database = fresh;
        proxy = TcpProxy.start(sender.vertx(), fresh.host(), fresh.port());
        gateway = TestGateway.start(
                proxy.through(fresh),
                Map.of(
                        "WKGATE_INTAKE_COMMITS_IN_FLIGHT", "1",
                        "WKGATE_INTAKE_HOLD", "60s",
                        "WKGATE_DATABASE_TIMEOUT", "60s"));
    }

    @AfterEach
    void close() {
        gateway.close();
        proxy.close();
        sender.close();
    }

    @Test
    void whatArrivesWhileACommitIsInFlightIsOneTransaction() throws Exception {
        whileACommitIsInFlight(posts(50, 1, 10));
        assertThat(value("wkgate_commit_rows_count")).isEqualTo(2);
        assertThat(value("wkgate_commit_rows_sum")).isEqualTo(51);
    }

    @Test
    void whatArrivesWhenNothingIsInFlightIsATransactionOfItsOwn() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(post(1, 10).await()).isEqualTo(200);
        }
        assertThat(value("wkgate_commit_rows_count")).isEqualTo(10);
    }

    @Test
    void aTransactionIsBoundedInRows() throws Exception {
        // Four bodies of 500 are within 2048 rows, five are not.
        whileACommitIsInFlight(posts(10, 500, 10));
        assertThat(value("wkgate_commit_rows_count")).isEqualTo(1 + 3);
        assertThat(value("wkgate_commit_rows_sum")).isEqualTo(5001);
    }

    @Test
    void aTransactionIsBoundedInBytes() throws Exception {
        // Two entries of 4 MB are within 8 MiB, three are not.
        whileACommitIsInFlight(posts(6, 1, 3_000_000));
        assertThat(value("wkgate_commit_rows_count")).isEqualTo(1 + 3);
        assertThat(value("wkgate_commit_rows_sum")).isEqualTo(7);
    }

    private void whileACommitIsInFlight(Posts posts) throws Exception {
        proxy.hang(true);
        Future<Integer> first = post(1, 10);
        await().until(() -> value("wkgate_entries_total{sort=\"message\"}") == 1);
        List<Future<Integer>> others = new ArrayList<>();
        for (int i = 0; i < posts.count(); i++) {
            others.add(post(posts.messages(), posts.payload()));
        }
        await().until(() -> value("wkgate_entries_total{sort=\"message\"}") == sent);
        assertThat(first.isComplete()).isFalse();
        proxy.hang(false);
        assertThat(first.await()).isEqualTo(200);
        assertThat(others.stream().map(answer -> answer.await())).containsOnly(200);
        assertThat(MessageRows.count(database)).isEqualTo(sent);
    }

    private record Posts(int count, int messages, int payload) {}

    private static Posts posts(int count, int messages, int payload) {
        return new Posts(count, messages, payload);
    }

    private Future<Integer> post(int messages, int payload) {
        String bytes = EventBodies.base64(new byte[payload]);
        byte[] body = EventBodies.notifyOf(EventBodies.ids(sent, messages).stream()
                .map(id -> EventBodies.message(id).put("payload", bytes))
                .toArray(JsonObject[]::new));
        sent += messages;
        return sender.post(gateway, "msg.notify", body);
    }

    private double value(String series) {
        return Scrape.of(gateway).value(series);
    }
}
