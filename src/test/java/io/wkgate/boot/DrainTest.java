package io.wkgate.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.GatewayProcess;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.RawCall;
import io.wkgate.testing.Scrape;
import io.wkgate.testing.TcpProxy;
import io.wkgate.testing.TestGateway;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: a process that gets TERM takes nothing new, answers what it holds, and exits with 0. */
@ExtendWith(DatabaseServerExtension.class)
class DrainTest {

    @Test
    void aHeldRequestIsAnsweredBeforeTheProcessEndsAndNothingNewIsTaken(ConnectionDetails database) throws Exception {
        try (EventSender sender = new EventSender();
                TcpProxy proxy = TcpProxy.start(sender.vertx(), database.host(), database.port());
                GatewayProcess gateway = GatewayProcess.start(proxy.through(database))) {
            List<Long> ids = EventBodies.ids(0, 3);
            assertThat(status(gateway.ops("/health/ready"))).isEqualTo(200);
            proxy.refuse(true);
            proxy.cutConnections();
            Future<Integer> held = sender.post(gateway.webhook("msg.notify"), EventBodies.notifyOf(ids));
            await().until(() -> Scrape.of(gateway).value("wkgate_held_bytes") > 0);

            gateway.askToEnd();

            await().until(() -> status(gateway.ops("/health/ready")) == 503);
            await().until(() -> refusesConnections(gateway.httpPort()));
            await().until(() -> refusesConnections(gateway.grpcPort()));
            assertThat(held.isComplete()).isFalse();
            assertThat(status(gateway.ops("/health/live"))).isEqualTo(200);

            proxy.refuse(false);
            assertThat(held.await()).isEqualTo(200);
            assertThat(gateway.exitCode()).isZero();
            assertThat(MessageRows.byId(database)).containsOnlyKeys(ids);
        }
    }

    @Test
    void whoeverKeepsAConnectionOpenIsSentElsewhereWhileItStillAccepts(ConnectionDetails database) throws Exception {
        try (GatewayProcess gateway = GatewayProcess.start(database, Map.of("WKGATE_SHUTDOWN_DELAY", "60s"));
                RawCall kept = new RawCall(gateway.httpPort());
                RawCall under = new RawCall(gateway.httpPort())) {
            assertThat(post(kept, 0).answer()).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("connection:");
            assertThat(called(gateway.apiPort())).doesNotContainIgnoringCase("connection:");
            byte[] body = body(1);
            head(under, body).write(Arrays.copyOf(body, 10));
            gateway.askToEnd();
            await().until(() -> status(gateway.ops("/health/ready")) == 503);

            under.write(Arrays.copyOfRange(body, 10, body.length));
            assertThat(under.answer()).startsWith("HTTP/1.1 200").containsIgnoringCase("connection: close");
            assertThat(post(kept, 2).answer()).startsWith("HTTP/1.1 200").containsIgnoringCase("connection: close");
            assertThat(post(kept, 3).answer()).as("of one who does not mind it").startsWith("HTTP/1.1 200");
            for (int port : List.of(gateway.apiPort(), gateway.opsPort())) {
                assertThat(called(port)).containsIgnoringCase("connection: close");
            }
            assertThat(MessageRows.byId(database)).containsOnlyKeys(EventBodies.ids(0, 4));
        }
    }

    private static RawCall post(RawCall connection, int number) throws IOException {
        byte[] body = body(number);
        return head(connection, body).write(body);
    }

    private static byte[] body(int number) {
        return EventBodies.notifyOf(EventBodies.ids(number, 1));
    }

    private static RawCall head(RawCall connection, byte[] body) throws IOException {
        return connection.head(
                "POST", "/webhook/" + TestGateway.TOKEN + "?event=msg.notify", "Content-Length: " + body.length);
    }

    /** The head of an answer without its key. */
    private static String called(int port) throws IOException {
        try (RawCall call = new RawCall(port)) {
            return call.head("GET", "/v1/revokes").answer();
        }
    }

    @Test
    void anIdleProcessEndsAtOnceThoughConnectionsAreKeptOpen(ConnectionDetails database) throws Exception {
        try (EventSender sender = new EventSender();
                GatewayProcess gateway = GatewayProcess.start(database, Map.of("WKGATE_SHUTDOWN_TIMEOUT", "60s"))) {
            assertThat(sender.post(gateway.webhook("msg.notify"), EventBodies.notifyOf(EventBodies.ids(0, 1)))
                            .await())
                    .isEqualTo(200);
            long begin = System.nanoTime();
            assertThat(gateway.terminate()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
        }
    }

    private static int status(URI address) {
        return Scrape.get(address).statusCode();
    }

    private static boolean refusesConnections(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return !socket.isConnected();
        } catch (IOException refused) {
            return true;
        }
    }
}
