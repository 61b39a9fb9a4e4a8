package io.wkgate.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.PlainHttp;
import io.wkgate.testing.Scrape;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: a running gateway tells, to who has the key, which WuKongIM each node is, and shows no credential. */
@ExtendWith(DatabaseServerExtension.class)
class UpstreamRouteTest {

    @Test
    void everyNodeIsShownWithItsEvidence(ConnectionDetails database) throws Exception {
        Vertx vertx = Vertx.vertx();
        Simulator one = start(vertx, Profile.V1_2_6);
        Simulator two = start(vertx, Profile.V3);
        String urls = one.url().replace("http://", "http://me:geheim@") + "," + two.url() + ",http://127.0.0.1:1";
        try (TestGateway gateway =
                TestGateway.start(database, Map.of("WKGATE_UPSTREAM_URLS", urls, "WKGATE_UPSTREAM_TOKEN", "geheim"))) {
            await().until(() -> states(gateway).equals("known known unreachable"));

            String body = gateway.ops("GET", "/v1/upstream").body();
            JsonArray nodes = new JsonObject(body).getJsonArray("nodes");
            assertThat(nodes.getJsonObject(0).getString("version")).isEqualTo("v1.2.6");
            assertThat(nodes.getJsonObject(0).getString("url")).isEqualTo(one.url());
            assertThat(nodes.getJsonObject(1).getString("dialect")).isEqualTo("3.x");
            assertThat(nodes.getJsonObject(1).getJsonArray("capabilities")).isNotEmpty();
            assertThat(nodes.getJsonObject(2).getJsonArray("evidence")).hasSize(1);
            assertThat(body).doesNotContain("geheim");

            Scrape metrics = Scrape.of(gateway);
            assertThat(metrics.value(
                            "wkgate_upstream_reachable{host=\"127.0.0.1:%d\",node=\"1\"}".formatted(one.port())))
                    .isEqualTo(1);
            assertThat(metrics.value("wkgate_upstream_reachable{host=\"127.0.0.1:1\",node=\"3\"}"))
                    .isZero();
            assertThat(metrics.has("wkgate_upstream_dialect_changes_total")).isTrue();
            assertThat(metrics.text()).doesNotContain("geheim");
            assertThat(withoutKey(gateway)).isEqualTo(401);
        } finally {
            EndOf.vertx(vertx);
        }
    }

    @Test
    void everyReplicaTellsWhichOneAskedAndWhen(ConnectionDetails database) throws Exception {
        Vertx vertx = Vertx.vertx();
        Map<String, String> settings =
                Map.of("WKGATE_UPSTREAM_URLS", start(vertx, Profile.V2_2_5).url(), "WKGATE_UPSTREAM_TOKEN", "geheim");
        try (TestGateway one = TestGateway.start(database, settings)) {
            await().until(() -> states(one).equals("known"));
            await().until(() -> Sql.number(database, "SELECT COUNT(*) FROM wkgate_probe") == 1);
            try (TestGateway other = TestGateway.start(database, settings)) {
                await().until(() -> states(other).equals("known"));
                JsonObject asked = node(one);
                JsonObject told = node(other);
                assertThat(told.getString("probed_by")).isEqualTo(asked.getString("probed_by"));
                assertThat(Instant.parse(told.getString("probed_at")))
                        .isCloseTo(Instant.parse(asked.getString("probed_at")), within(1, ChronoUnit.MINUTES));
                for (String field : List.of("url", "line", "version", "dialect", "capabilities", "warnings")) {
                    assertThat(told.getValue(field)).isEqualTo(asked.getValue(field));
                }
            }
            assertThat(String.join("", Sql.column(database, "SELECT CONCAT(node, finding, known) FROM wkgate_probe")))
                    .contains("v2.2.5")
                    .doesNotContain("geheim");
        } finally {
            EndOf.vertx(vertx);
        }
    }

    private static JsonObject node(TestGateway gateway) throws Exception {
        return new JsonObject(gateway.ops("GET", "/v1/upstream").body())
                .getJsonArray("nodes")
                .getJsonObject(0);
    }

    @Test
    void withoutAnUpstreamTheListIsEmpty(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            assertThat(gateway.ops("GET", "/v1/upstream").body()).isEqualTo("{\"nodes\":[]}");
        }
    }

    private static Simulator start(Vertx vertx, Profile profile) {
        return Simulator.start(vertx, SimulatorOptions.of(profile).withManagerToken("geheim"))
                .await();
    }

    private static String states(TestGateway gateway) throws Exception {
        JsonArray nodes = new JsonObject(gateway.ops("GET", "/v1/upstream").body()).getJsonArray("nodes");
        return String.join(
                " ",
                nodes.stream()
                        .map(node -> ((JsonObject) node).getString("state"))
                        .toList());
    }

    private static int withoutKey(TestGateway gateway) throws Exception {
        return PlainHttp.client()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.opsPort() + "/v1/upstream"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
