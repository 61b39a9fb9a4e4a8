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
import io.wkgate.testing.Scrape;
import io.wkgate.testing.TcpProxy;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
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
