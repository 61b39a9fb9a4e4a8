package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: every cell of {@code compat-matrix/} is what a measurement finds on the simulator of that version, down to its
 * facts. A cell that nothing measures is as wrong as one that says something else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixIsTrueTest {

    private final Matrix matrix = MatrixFolder.read();
    private Map<String, VersionMeasured> all;

    static List<String> versions() {
        return MeasuredVersions.ALL;
    }

    @BeforeAll
    void measure() throws Exception {
        all = new SimulatedVersions(matrix).measure(versions());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyCellIsWhatWasMeasured(String version) {
        VersionMeasured measured = all.get(version);
        List<String> wrong = new ArrayList<>(measured.troubles());
        wrong.addAll(new CellComparison(matrix, version).differences(measured.found()));
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }
}
