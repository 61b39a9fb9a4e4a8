package io.wkgate.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Says whether the table of repairs with real servers is that of the recorded runs, and shows as skipped those that are older than
 * the code they speak of: a change of code must be possible on a machine without real servers. A recorded loss fails.
 */
class RepairRunsAreCurrentTest {

    static Iterable<String> versions() {
        return RepairRun.VERSIONS;
    }

    @Test
    void theTableIsMadeFromTheRecords() throws Exception {
        assertThat(RepairRun.TABLE).hasContent(RepairRun.table());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theRecordedRunMissesNothingAndIsOfThisCode(String version) throws Exception {
        assumeTrue(
                RepairRun.isRecorded(version), () -> "there is no record of repairs from a real " + version + " yet");
        JsonObject run = RepairRun.record(version);

        assertThat(run.getJsonArray("scenes")).isNotEmpty().allSatisfy(one -> {
            JsonObject scene = (JsonObject) one;
            assertThat(scene.getLong("lost")).isPositive();
            assertThat(scene.getLong("missing")).isZero();
            assertThat(scene.getLong("absent")).isZero();
            assertThat(scene.getLong("unreadable")).isZero();
        });
        assumeTrue(
                RepairRun.code().equals(run.getString("code")),
                () -> "docs/real-runs/repair/%s.json is of %s; what decides about repairs has changed since"
                        .formatted(version, run.getString("ran_at")));
    }
}
