package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The promise: a program finds in the JSON what a person finds on the page. */
class CompatJsonTest {

    private final JsonObject json = new JsonObject(
            CompatJson.of(CompatView.of(SampleMatrix.make(), List.of(CompatViewTest.node(1, "2.x", "v2.0.7-20241012"))))
                    .encode());

    @Test
    void theOwnVersionSaysWhatItLacksAndWhatUpgradesChange() {
        JsonObject own = json.getJsonArray("versions").getJsonObject(0);
        assertThat(own.getString("name")).isEqualTo("v2.0.7-20241012");
        assertThat(own.getString("measured")).isEqualTo("v2.0.4");
        assertThat(own.getString("fit")).isEqualTo("inherited");
        assertThat(own.getJsonArray("nodes")).isEqualTo(new JsonArray().add(1));
        assertThat(own.getJsonObject("tally").getInteger("degraded")).isEqualTo(1);
        assertThat(own.getJsonArray("lacking")).isEqualTo(new JsonArray().add("delivery.restart"));
        assertThat(own.getJsonArray("upgrades").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("to", "v3-20260823")
                        .put("newer", true)
                        .put("worse", new JsonArray().add("revoke.group").add("revoke.offline"))
                        .put("lost", new JsonArray().add("revoke.group").add("revoke.offline"))
                        .put("better", new JsonArray())
                        .put("different", new JsonArray().add("delivery.tries")));
    }

    @Test
    void everyCellHasBothLanguagesAndItsEvidence() {
        JsonObject feature = json.getJsonArray("groups")
                .getJsonObject(0)
                .getJsonArray("features")
                .getJsonObject(0);
        JsonObject cell = feature.getJsonObject("cells").getJsonObject("v3-20260823");
        assertThat(cell.getString("support")).isEqualTo("through-wkgate");
        assertThat(cell.getJsonObject("text").getString("en")).isEqualTo("3 tries, then dropped");
        assertThat(cell.getJsonObject("text").getString("zh")).isEqualTo("尝试 3 次后丢弃");
        assertThat(cell.getJsonObject("facts").getString("tries")).isEqualTo("3");
        assertThat(cell.getJsonObject("wkgate").getString("en")).isEqualTo("repairs it from the log");
        assertThat(cell.getJsonArray("evidence")).hasSize(3);
        assertThat(cell.getJsonArray("evidence").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("recording", "v3-20260823/webhooks.jsonl")
                        .put("on", "2026-11-22"));
    }
}
