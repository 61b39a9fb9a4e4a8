package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise of {@link MatrixIsTrueTest}, with real servers. What was measured is written to
 * {@code docs/real-runs/compat/VERSION.json}, whether the matrix says the same or not.
 */
@Tag("real")
@EnabledIfEnvironmentVariable(
        named = "WUKONGIM_HOME",
        matches = ".+",
        disabledReason = "WUKONGIM_HOME names no folder of WuKongIM programs")
class RealMatrixTest {

    static Stream<String> versions() {
        return MeasuredVersions.asked().stream();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void noCellSaysAnythingElseThanTheServer(String version) throws Exception {
        List<VersionMeasured.Share> shares = new ArrayList<>();
        for (Measurement measurement : Measurements.all()) {
            shares.add(VersionMeasured.measure(measurement, version, RealBench::new));
        }
        VersionMeasured measured = VersionMeasured.of(version, shares);
        CompatRun.now(version, measured.found()).write();
        List<String> wrong = new ArrayList<>(measured.troubles());
        wrong.addAll(new CellComparison(MatrixFolder.read(), version).contradictions(measured.found()));
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }
}
