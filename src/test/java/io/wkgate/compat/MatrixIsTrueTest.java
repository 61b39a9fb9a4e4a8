package io.wkgate.compat;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
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

    /** They wait more than they work, and their times are upstream's: more at once would make late what is not. */
    private static final int AT_ONCE = 4;

    private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<String, List<Future<VersionMeasured.Share>>> running = new HashMap<>();
    private Matrix matrix;

    static List<String> versions() {
        return MeasuredVersions.ALL;
    }

    @BeforeAll
    void measureAll() {
        matrix = MatrixFolder.read();
        Map<String, List<Measurement>> own =
                versions().stream().collect(toMap(version -> version, version -> Measurements.all()));
        for (int i = 0; i < Measurements.all().size(); i++) {
            for (String version : versions()) {
                Measurement measurement = own.get(version).get(i);
                running.computeIfAbsent(version, none -> new ArrayList<>())
                        .add(workers.submit(
                                () -> VersionMeasured.measure(measurement, version, SimulatedBench::new)));
            }
        }
    }

    @AfterAll
    void stop() {
        workers.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyCellIsWhatWasMeasured(String version) throws Exception {
        List<VersionMeasured.Share> shares = new ArrayList<>();
        for (Future<VersionMeasured.Share> share : running.getOrDefault(version, List.of())) {
            shares.add(share.get());
        }
        VersionMeasured measured = VersionMeasured.of(version, shares);
        List<String> wrong = new ArrayList<>(measured.troubles());
        wrong.addAll(new CellComparison(matrix, version).differences(measured.found()));
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }
}
