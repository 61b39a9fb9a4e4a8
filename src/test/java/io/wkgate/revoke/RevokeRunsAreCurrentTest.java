package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Says whether the table of who received what is that of the recorded runs, and shows as skipped those that are older than the
 * code they speak of: a change of code must be possible on a machine without real servers.
 */
class RevokeRunsAreCurrentTest {

    static Iterable<String> versions() {
        return RevokeRun.VERSIONS;
    }

    @Test
    void theTableIsMadeFromTheRecords() throws Exception {
        assertThat(RevokeRun.TABLE).hasContent(RevokeRun.table());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theRecordedRunReachedEverybodyAndIsOfThisCode(String version) throws Exception {
        JsonObject run = RevokeRun.record(version);

        assertThat(run.getJsonArray("scenarios"))
                .hasSameSizeAs(RevokeScenario.all().keySet())
                .allSatisfy(one -> {
                    JsonObject scenario = (JsonObject) one;
                    assertThat(scenario.getJsonObject("online").fieldNames())
                            .containsAll(scenario.getJsonArray("expected").stream()
                                    .map(Object::toString)
                                    .toList());
                    assertThat(scenario.getInteger("marks")).isOne();
                    assertThat(scenario.getJsonArray("unreadable")).isEqualTo(new JsonArray());
                });
        assumeTrue(
                RevokeRun.code().equals(run.getString("code")),
                () -> "docs/real-runs/revokes/%s.json is of %s; what decides about revokes has changed since"
                        .formatted(version, run.getString("ran_at")));
    }
}
