package io.wkgate.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.TcpProxy;
import io.wkgate.testing.TestGateway;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: ready is true while an event could be committed, and live as long as the process answers; whether there
 * is traffic makes no difference. (What ready says while the process drains: DrainTest.)
 */
@ExtendWith(DatabaseServerExtension.class)
class HealthTest {

    @Test
    void aGatewayWithItsDatabaseIsReadyAndLive(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            assertUp(gateway, "/health/ready");
            assertUp(gateway, "/health/live");
        }
    }

    @Test
    void aGatewayWithoutItsDatabaseIsLiveAndNotReadyUntilItIsBack(ConnectionDetails database) throws Exception {
        try (EventSender sender = new EventSender();
                TcpProxy proxy = TcpProxy.start(sender.vertx(), database.host(), database.port());
                TestGateway gateway = TestGateway.start(proxy.through(database))) {
            proxy.refuse(true);
            proxy.cutConnections();
            awaitReady(gateway, 503);
            assertUp(gateway, "/health/live");
            proxy.refuse(false);
            awaitReady(gateway, 200);
        }
    }

    @Test
    void aGatewayWhoseDatabaseTakesNoWritesIsNotReady() throws Exception {
        try (DatabaseServer server = DatabaseServer.start();
                TestGateway gateway = TestGateway.start(server.createDatabase())) {
            server.readOnly(true);
            awaitReady(gateway, 503);
            JsonObject answer =
                    new JsonObject(gateway.ops("GET", "/health/ready").body());
            assertThat(answer.getString("status")).isEqualTo("DOWN");
            assertThat(answer.getString("reason")).isEqualTo("the database is away: error 1290 (HY000)");
            assertUp(gateway, "/health/live");
            server.readOnly(false);
            awaitReady(gateway, 200);
        }
    }

    private static void assertUp(TestGateway gateway, String path) throws Exception {
        HttpResponse<String> answer = gateway.ops("GET", path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    private static void awaitReady(TestGateway gateway, int status) {
        await().until(() -> gateway.ops("GET", "/health/ready").statusCode() == status);
    }
}
