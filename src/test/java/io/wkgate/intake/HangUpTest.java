package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Scrape;
import io.wkgate.testing.TcpProxy;
import io.wkgate.testing.TestGateway;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: an upstream that hangs up leaves nothing behind, and its message is stored once or not at all. */
@ExtendWith(DatabaseServerExtension.class)
class HangUpTest {

    private static final List<Long> IDS = EventBodies.ids(0, 3);

    private final EventSender sender = new EventSender();
    private ConnectionDetails database;
    private TcpProxy proxy;
    private TestGateway gateway;

    @BeforeEach
    void start(ConnectionDetails fresh) {
        database = fresh;
        proxy = TcpProxy.start(sender.vertx(), fresh.host(), fresh.port());
        gateway = TestGateway.start(
                proxy.through(fresh), Map.of("WKGATE_DATABASE_TIMEOUT", "30s", "WKGATE_INTAKE_HOLD", "30s"));
    }

    @AfterEach
    void close() {
        gateway.close();
        proxy.close();
        sender.close();
    }

    @Test
    void whileItIsHeldNothingStaysInMemoryAndNothingIsWrittenLater() throws Exception {
        proxy.refuse(true);
        proxy.cutConnections();
        try (Socket upstream = posts(EventBodies.notifyOf(IDS))) {
            await().until(() -> value("wkgate_held_bytes") > 0);
            await().until(() -> value("wkgate_commit_failures_total") > 0);
        }
        await().until(() -> value("wkgate_held_bytes") == 0);
        proxy.refuse(false);
        postAfterwards();
        assertThat(MessageRows.byId(database)).containsOnlyKeys(EventBodies.ids(10, 1));
    }

    @Test
    void whileItsCommitIsOnTheWayItIsStoredOnce() throws Exception {
        proxy.hang(true);
        try (Socket upstream = posts(EventBodies.notifyOf(IDS))) {
            await().until(() -> value("wkgate_held_bytes") > 0);
            await().until(() -> value("wkgate_entries_total{sort=\"message\"}") == IDS.size());
        }
        await().until(() -> value("wkgate_held_bytes") == 0);
        proxy.hang(false);
        postAfterwards();
        assertThat(sender.post(gateway, "msg.notify", EventBodies.notifyOf(IDS)).await())
                .isEqualTo(200);
        assertThat(MessageRows.count(database)).isEqualTo(IDS.size() + 1);
    }

    @Test
    void inTheMiddleOfABodyNothingStaysInMemory() throws Exception {
        byte[] body = EventBodies.notifyOf(IDS);
        try (Socket upstream = posts(body, body.length - 10)) {
            await().until(() -> value("wkgate_held_bytes") > 0);
        }
        await().until(() -> value("wkgate_held_bytes") == 0);
        postAfterwards();
        assertThat(MessageRows.byId(database)).containsOnlyKeys(EventBodies.ids(10, 1));
    }

    @Test
    void itIsCountedAsThatAndAsNothingElse() throws Exception {
        byte[] body = EventBodies.notifyOf(IDS);
        try (Socket upstream = posts(body, body.length - 10)) {
            await().until(() -> value("wkgate_held_bytes") > 0);
        }
        await().until(() -> outcome("hung_up") == 1);
        assertThat(outcome("rejected")).isZero();
        postAfterwards();
        assertThat(outcome("acknowledged")).isEqualTo(1);
        assertThat(outcome("hung_up")).isEqualTo(1);
        assertThat(value("wkgate_answer_seconds_count{event=\"msg.notify\"}")).isEqualTo(2);
    }

    private double outcome(String outcome) {
        return value("wkgate_events_total{event=\"msg.notify\",outcome=\"" + outcome + "\",transport=\"http\"}");
    }

    private void postAfterwards() {
        assertThat(sender.post(gateway, "msg.notify", EventBodies.notifyOf(EventBodies.ids(10, 1)))
                        .await())
                .isEqualTo(200);
    }

    private Socket posts(byte[] body) throws Exception {
        return posts(body, body.length);
    }

    /** Sends so much of the body; closing the socket is hanging up. */
    private Socket posts(byte[] body, int sent) throws Exception {
        Socket socket = new Socket("127.0.0.1", gateway.httpPort());
        OutputStream out = socket.getOutputStream();
        out.write(EventBodies.bytes("POST /webhook/" + TestGateway.TOKEN
                + "?event=msg.notify HTTP/1.1\r\nHost: wkgate\r\nContent-Length: " + body.length + "\r\n\r\n"));
        out.write(body, 0, sent);
        out.flush();
        return socket;
    }

    private double value(String series) {
        return Scrape.of(gateway).value(series);
    }
}
