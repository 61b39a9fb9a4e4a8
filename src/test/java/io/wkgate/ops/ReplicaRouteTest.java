package io.wkgate.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.replica.Phase;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: an operator sees which replicas there are, how each fares, and which of them does what only one does. */
@ExtendWith(DatabaseServerExtension.class)
class ReplicaRouteTest {

    private static JsonObject json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }

    private static List<JsonObject> items(JsonObject answer) {
        return answer.getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    @Test
    void twoGatewaysSeeEachOtherUntilOneEnds(ConnectionDetails database) throws Exception {
        try (TestGateway one = TestGateway.start(database)) {
            try (TestGateway two = TestGateway.start(database, Map.of("WKGATE_GAP_GRACE", "11s"))) {
                await().untilAsserted(() -> assertThat(items(json(one.ops("GET", "/v1/replicas"), 200)))
                        .extracting(replica -> replica.getString("phase"))
                        .containsExactly("serving", "serving"));
                JsonObject ofOne = json(one.ops("GET", "/v1/replicas"), 200);
                JsonObject ofTwo = json(two.ops("GET", "/v1/replicas"), 200);
                assertThat(items(ofOne))
                        .extracting(replica -> replica.getBoolean("answering"))
                        .containsExactly(true, false);
                assertThat(items(ofOne))
                        .extracting(replica -> replica.getBoolean("settings_differ"))
                        .containsExactly(false, true);
                assertThat(items(ofTwo))
                        .extracting(replica -> replica.getBoolean("settings_differ"))
                        .containsExactly(true, false);
                assertThat(ofOne.getString("answering"))
                        .isEqualTo(items(ofOne).get(0).getString("id"))
                        .isNotEqualTo(ofTwo.getString("answering"));
                // Whoever was first: one of the two holds each of them, and nobody else any.
                await().untilAsserted(() -> {
                    JsonObject now = json(one.ops("GET", "/v1/replicas"), 200);
                    assertThat(items(now).stream()
                                    .flatMap(replica -> replica.getJsonArray("leases").stream())
                                    .map(lease -> ((JsonObject) lease).getString("name")))
                            .contains("finder", "outages");
                    assertThat(now.getJsonArray("leases_of_others")).isEmpty();
                });
            }
            await().untilAsserted(() ->
                    assertThat(items(json(one.ops("GET", "/v1/replicas"), 200))).hasSize(1));
        }
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_replica")).isZero();
    }

    @Test
    void eachIsShownWithAllThatIsKnownOfIt(ConnectionDetails database) throws Exception {
        try (OpsOnFakeRelay ops = new OpsOnFakeRelay(database)) {
            assertThat(items(json(ops.call("GET", "/v1/replicas"), 200))).isEmpty();
            ops.replicas().start();
            ops.replicas().phase(Phase.SERVING);
            ops.leases().takeOrKeep("finder", Duration.ofMinutes(1)).await();
            // One that is silent for a day is forgotten.
            Instant beat = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1));
            Instant started = beat.minus(Duration.ofHours(1)).plusMillis(500);
            Sql.run(
                    database,
                    "INSERT INTO wkgate_replica VALUES (REPEAT('x', 16), 'dead', '0.9', 'serving', REPEAT('y', 32),"
                            + " '%s', '%s', -6000)".formatted(Sql.utc(started), Sql.utc(beat)),
                    "INSERT INTO wkgate_lease VALUES ('prune', REPEAT('z', 16), '2126-11-22 10:00:00.500',"
                            + " '2026-11-22 10:00:00', '2026-11-22 10:00:00')");
            await().untilAsserted(() -> assertThat(items(json(ops.call("GET", "/v1/replicas"), 200)))
                    .hasSize(2)
                    .allMatch(replica -> replica.getString("phase").equals("serving")));
            JsonObject answer = json(ops.call("GET", "/v1/replicas"), 200);
            JsonObject dead = items(answer).get(0);
            assertThat(dead.getLong("beat_ago_millis")).isPositive();
            dead.remove("beat_ago_millis");
            assertThat(dead)
                    .isEqualTo(new JsonObject()
                            .put("id", "78787878-7878-7878-7878-787878787878")
                            .put("name", "dead")
                            .put("version", "0.9")
                            .put("phase", "serving")
                            .put("silent", true)
                            .put("answering", false)
                            .put("started_at", started.toString())
                            .put("beat_at", beat.toString())
                            .put("clock_offset_millis", -6000)
                            .put("settings", "79".repeat(32))
                            .put("settings_differ", true)
                            .put("leases", new JsonArray()));
            JsonObject self = items(answer).get(1);
            assertThat(self.getString("name")).isEqualTo("this-one");
            assertThat(self.getBoolean("silent")).isFalse();
            JsonObject finder = self.getJsonArray("leases").getJsonObject(0);
            assertThat(finder.getString("name")).isEqualTo("finder");
            assertThat(finder.getString("holder")).isEqualTo(self.getString("id"));
            assertThat(Instant.parse(finder.getString("until"))).isAfter(Instant.parse(self.getString("beat_at")));
            assertThat(answer.getJsonArray("leases_of_others"))
                    .containsExactly(new JsonObject()
                            .put("name", "prune")
                            .put("until", "2126-11-22T10:00:00.500Z")
                            .put("holder", "7a7a7a7a-7a7a-7a7a-7a7a-7a7a7a7a7a7a"));
        }
    }

    @Test
    void aDatabaseThatIsAwayIsSaid() throws Exception {
        try (DatabaseServer server = DatabaseServer.start();
                TestGateway gateway = TestGateway.start(server.createDatabase())) {
            server.kill();
            HttpResponse<String> answer = gateway.ops("GET", "/v1/replicas");
            assertThat(json(answer, 503).getString("detail")).isEqualTo("the database did not answer");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }
}
