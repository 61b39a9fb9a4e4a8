package io.wkgate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.relay.DestinationStatus;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: an operator sees how each destination fares, stops and starts it, and forgets one that is no more. */
@ExtendWith(DatabaseServerExtension.class)
class DestinationRoutesTest {

    private static final String ONE = "/v1/destinations/business";

    private OpsOnFakeRelay ops;

    @BeforeEach
    void start(ConnectionDetails database) {
        ops = new OpsOnFakeRelay(database);
        ops.relay().add(FakeRelayDesk.status("business", true));
        ops.relay().add(FakeRelayDesk.status("old", false));
    }

    @AfterEach
    void stop() {
        ops.close();
    }

    private JsonObject json(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> answer = ops.call(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }

    private JsonObject business() throws Exception {
        return json("GET", "/v1/destinations", "", 200).getJsonArray("items").getJsonObject(0);
    }

    private DestinationStatus status() {
        return ops.relay().destinations().await().get(0);
    }

    @Test
    void eachIsListed() throws Exception {
        assertThat(business())
                .isEqualTo(new JsonObject()
                        .put("name", "business")
                        .put("url", "http://b:8090/hook")
                        .put("configured", true)
                        .put("state", "started")
                        .put("reason", "")
                        .put("circuit", "closed")
                        .put("waiting", 7)
                        .put("oldest_seconds", 90)
                        .put("dead", 2));
    }

    @Test
    void oneIsStoppedWithAReasonAndStarted() throws Exception {
        assertThat(json("POST", ONE + "/stop", "{\"reason\":\"moving house\"}", 200))
                .isEqualTo(new JsonObject().put("name", "business").put("state", "stopped"));
        JsonObject stopped = business();
        assertThat(stopped.getString("state")).isEqualTo("stopped");
        assertThat(stopped.getString("stopped_at")).isEqualTo("2026-11-22T10:00:00.500Z");
        assertThat(stopped.getString("reason")).isEqualTo("moving house");
        assertThat(json("POST", ONE + "/start", "", 200).getString("state")).isEqualTo("started");
        assertThat(business().getString("state")).isEqualTo("started");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}"})
    void aReasonNeedNotBeGiven(String body) throws Exception {
        json("POST", ONE + "/stop", body, 200);
        assertThat(status().reason()).isEqualTo("stopped by an operator");
    }

    @Test
    void aBodyThatIsNotUnderstoodStopsNothingAndIsNamed() throws Exception {
        assertThat(json("POST", ONE + "/stop", "why", 400).getString("field")).isEqualTo("body");
        assertThat(json("POST", ONE + "/stop", "[]", 400).getString("field")).isEqualTo("body");
        assertThat(json("POST", ONE + "/stop", "{\"reason\":7}", 400).getString("field"))
                .isEqualTo("reason");
        assertThat(json("POST", ONE + "/stop", "{\"reason\":\"" + "x".repeat(501) + "\"}", 400)
                        .getString("field"))
                .isEqualTo("reason");
        json("POST", ONE + "/stop", "x".repeat(20_000), 413);
        assertThat(status().stoppedAt()).isEmpty();
    }

    @Test
    void oneIsForgottenOnlyIfItIsNotConfigured() throws Exception {
        assertThat(json("DELETE", ONE, "", 409).getString("detail"))
                .isEqualTo("it is configured: take it out of relay.destinations on every replica first");
        assertThat(json("DELETE", "/v1/destinations/old", "", 200))
                .isEqualTo(new JsonObject().put("name", "old").put("deliveries", 9));
        assertThat(json("DELETE", "/v1/destinations/old", "", 404).getString("detail"))
                .isEqualTo("there is no destination old");
    }

    @Test
    void oneThatIsNotThereIsSaid() throws Exception {
        json("POST", "/v1/destinations/other/stop", "", 404);
        json("POST", "/v1/destinations/other/start", "", 404);
        json("GET", ONE, "", 405);
    }
}
