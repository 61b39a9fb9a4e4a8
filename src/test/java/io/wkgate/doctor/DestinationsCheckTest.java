package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.Settings;
import io.wkgate.config.SettingsLoader;
import io.wkgate.doctor.Finding.Level;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: of each destination is said whether it can be reached, without an event, a secret header or the query of its
 * address being sent to it; and what waits for it, is given up, or is left of one that was configured once.
 */
@ExtendWith(DatabaseServerExtension.class)
class DestinationsCheckTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        EndOf.vertx(vertx);
    }

    private List<Finding> look(String destinations, Optional<ConnectionDetails> database) {
        Settings settings = SettingsLoader.load(null, Map.of("WKGATE_RELAY_DESTINATIONS", destinations));
        DatabaseAccount account = new DatabaseAccount(
                vertx,
                database.map(details -> new DoctoredDatabase(details, LayoutName.NATIVE).url()),
                settings.database());
        return new DestinationsCheck(vertx, settings.relay(), account, Hosts.REAL).look();
    }

    @ParameterizedTest
    @CsvSource({"200", "404", "405", "500"})
    void whateverAnswersIsReachedAndSentNothing(int status) {
        HttpServer business = vertx.createHttpServer()
                .requestHandler(request -> {
                    requests.add(request);
                    request.response().setStatusCode(status).end();
                })
                .listen(0, "127.0.0.1")
                .await();
        List<Finding> findings = look(
                "[{\"name\":\"business\",\"url\":\"http://127.0.0.1:%d/hook?key=geheim\",\"headers\":{\"X-Key\":\"geheim\"}}]"
                        .formatted(business.actualPort()),
                Optional.empty());
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("destinations.reached");
            assertThat(finding.details()).containsEntry("status", Integer.toString(status));
        });
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.method().name()).isEqualTo("OPTIONS");
            assertThat(request.uri()).isEqualTo("/hook");
            assertThat(request.headers().contains("X-Key")).isFalse();
        });
        assertThat(findings.toString()).doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1/hook, destinations.unreachable, nobody listens",
        "http://no-such-host.invalid/hook, destinations.unreachable, name cannot be resolved",
        "http://169.254.169.254/hook, destinations.address-forbidden, link-local"
    })
    void whatIsInTheWayIsNamed(String url, String id, String named) {
        assertThat(look("[{\"name\":\"business\",\"url\":\"" + url + "\"}]", Optional.empty()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.id()).isEqualTo(id);
                    assertThat(finding.level()).isEqualTo(Level.FAILURE);
                    assertThat(finding.what()).contains("business", named);
                });
    }

    @Test
    void httpsToAPlainServerIsTold() {
        HttpServer plain = vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .await();
        assertThat(look(
                        "[{\"name\":\"business\",\"url\":\"https://127.0.0.1:%d/hook\"}]".formatted(plain.actualPort()),
                        Optional.empty()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("TLS"));
    }

    @Test
    void noneIsNoComplaint() {
        assertThat(look("[]", Optional.empty()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.id()).isEqualTo("destinations.none"));
    }

    @Test
    void whatWaitsIsDeadOrLeftIsTold(ConnectionDetails database) throws Exception {
        String away = "{\"name\":\"%s\",\"url\":\"http://127.0.0.1:1/hook\"}";
        String both = "[" + away.formatted("slow") + "," + away.formatted("old") + "]";
        try (TestGateway gateway = TestGateway.start(database, Map.of("WKGATE_RELAY_DESTINATIONS", both))) {
            gateway.post("msg.notify", EventBodies.notifyOf(EventBodies.ids(0, 1)));
            gateway.post("msg.notify", EventBodies.notifyOf(EventBodies.ids(1, 1)));
            await().until(() -> Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery") == 4);
        }
        String slow = "[" + away.formatted("slow") + "]";
        assertThat(state(slow, database)).containsExactly("destinations.not-configured");
        Sql.run(database, "UPDATE wkgate_event SET received_at = received_at - INTERVAL 1 HOUR");
        assertThat(state(slow, database)).containsExactly("destinations.not-configured", "destinations.waiting");
        Sql.run(
                database,
                "UPDATE wkgate_delivery SET state = 2",
                "UPDATE wkgate_destination SET stopped_at = UTC_TIMESTAMP(3), reason = 'moving house' WHERE name = 'slow'");
        assertThat(state(slow, database))
                .containsExactly("destinations.not-configured", "destinations.stopped", "destinations.dead-letters");
    }

    private List<String> state(String destinations, ConnectionDetails database) {
        return look(destinations, Optional.of(database)).stream()
                .map(Finding::id)
                .filter(id -> !id.equals("destinations.unreachable"))
                .toList();
    }
}
