package io.wkgate.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Says which of the recorded runs against real servers are older than the code they speak of: that one is shown as
 * skipped, for a change of code must be possible on a machine without those servers. A recorded loss fails.
 */
class RealRunsAreCurrentTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823"})
    void theRecordedRunIsWithoutLossAndOfThisCode(String version) throws Exception {
        JsonObject run = new JsonObject(Files.readString(RealRun.DIRECTORY.resolve(version + ".json")));

        JsonArray scenarios = run.getJsonArray("scenarios");
        assertThat(scenarios).isNotEmpty();
        for (int i = 0; i < scenarios.size(); i++) {
            assertThat(scenarios.getJsonObject(i).getInteger("missing")).isZero();
            assertThat(scenarios.getJsonObject(i).getInteger("twice")).isZero();
        }
        assumeTrue(
                RealRun.code().equals(run.getString("code")),
                () -> "docs/real-runs/%s.json is of %s, commit %s; event, intake or store have changed since"
                        .formatted(version, run.getString("ran_at"), run.getString("wkgate_commit")));
    }
}
