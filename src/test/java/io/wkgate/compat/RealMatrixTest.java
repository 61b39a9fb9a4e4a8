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

    private static final int AGAIN = 2;

    static Stream<String> versions() {
        return MeasuredVersions.asked().stream();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void noCellSaysAnythingElseThanTheServer(String version) throws Exception {
        CellComparison file = new CellComparison(MatrixFolder.read(), version);
        List<VersionMeasured.Share> shares = new ArrayList<>();
        for (Measurement measurement : Measurements.all()) {
            shares.add(measure(measurement, version, file));
        }
        VersionMeasured measured = VersionMeasured.of(version, shares);
        CompatRun.now(version, measured.found()).write();
        List<String> wrong = new ArrayList<>(measured.troubles());
        wrong.addAll(file.contradictions(measured.found()));
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }

    /** On a machine that has too much to do a server may be late: what differs is measured again, and the last time counts. */
    private static VersionMeasured.Share measure(Measurement measurement, String version, CellComparison file) {
        VersionMeasured.Share last = VersionMeasured.measure(measurement, version, RealBench::new);
        for (int again = 0; again < AGAIN && !file.agrees(last); again++) {
            last = VersionMeasured.measure(measurement, version, RealBench::new);
        }
        return last;
    }
}
