package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.compat.Measurement.Measured;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise: a cell that is changed by hand to something false is found, whichever it is and whatever is changed in it. */
class WrongCellIsFoundTest {

    private static final String VERSION = "v2.0.4";

    /** Measures what {@link SmallMatrix} says. */
    private static final class Readyz implements Measurement {

        @Override
        public Iterable<String> features() {
            return List.of(SmallMatrix.FEATURE);
        }

        @Override
        public Map<String, Measured> measure(Bench bench) {
            int status = bench.get("/readyz").status();
            boolean there = status == 200;
            return Map.of(
                    SmallMatrix.FEATURE,
                    new Measured(
                            there ? "there" : "missing",
                            there ? Support.WORKS : Support.DEGRADED,
                            Map.of("status", String.valueOf(status))));
        }
    }

    @Test
    void aTrueCellIsTrue() {
        assertThat(wrong(new SmallMatrix())).isEmpty();
    }

    @Test
    void anotherOutcomeIsFound() {
        assertThat(wrong(new SmallMatrix().cell(cell -> cell.put("outcome", "there"))))
                .containsExactly("v2.0.4, health.readyz: the file says there (works) {status=404},"
                        + " measured was missing (degraded) {status=404}");
    }

    @Test
    void anotherFactIsFound() {
        assertThat(wrong(new SmallMatrix()
                        .cell(cell -> cell.getJsonObject("facts").put("status", "200"))))
                .containsExactly("v2.0.4, health.readyz: the file says missing (degraded) {status=200},"
                        + " measured was missing (degraded) {status=404}");
    }

    @Test
    void anotherSupportIsFound() {
        assertThat(wrong(new SmallMatrix().outcome("missing", outcome -> outcome.put("support", "works"))))
                .containsExactly("v2.0.4, health.readyz: the file says missing (works) {status=404},"
                        + " measured was missing (degraded) {status=404}");
    }

    @Test
    void aCellThatNothingMeasuresIsFound() {
        assertThat(new CellComparison(new SmallMatrix().read(), VERSION).differences(Map.of()))
                .containsExactly("v2.0.4, health.readyz: the file says missing (degraded) {status=404},"
                        + " and no measurement measures it");
    }

    @Test
    void aCellThatIsGoneIsFound() {
        assertThat(wrong(new SmallMatrix()
                        .version(version -> version.getJsonObject("cells").clear())))
                .containsExactly("v2.0.4, health.readyz: the file says nothing,"
                        + " measured was missing (degraded) {status=404}");
    }

    @Test
    void aMeasurementThatFailsOrContradictsAnotherIsFound() {
        Measurement failing = new Measurement() {
            @Override
            public Iterable<String> features() {
                return List.of(SmallMatrix.FEATURE);
            }

            @Override
            public Map<String, Measured> measure(Bench bench) {
                throw new IllegalStateException("not there");
            }
        };
        assertThat(VersionMeasured.measure(failing, VERSION, SimulatedBench::new)
                        .troubles())
                .singleElement()
                .asString()
                .contains("v2.0.4, [health.readyz]", "IllegalStateException: not there");

        VersionMeasured.Share one = VersionMeasured.measure(new Readyz(), VERSION, SimulatedBench::new);
        VersionMeasured.Share other = VersionMeasured.measure(new Readyz(), "v3-20260823", SimulatedBench::new);
        assertThat(VersionMeasured.of(VERSION, List.of(one, other)).troubles())
                .singleElement()
                .asString()
                .contains("measured twice");
    }

    static List<String> versions() {
        return MeasuredVersions.ALL;
    }

    /** Of the files themselves, cell by cell: measured is taken to be what they say, then one cell is changed. */
    @ParameterizedTest
    @MethodSource("versions")
    void anyCellOfTheRepositoryThatIsChangedIsFound(String version) {
        Matrix matrix = MatrixFolder.read();
        Map<String, Measured> measured = new LinkedHashMap<>();
        MeasuredVersion file = matrix.version(version);
        file.cells()
                .forEach((id, cell) -> measured.put(
                        id,
                        new Measured(
                                cell.outcome(), matrix.statement(version, id).support(), cell.facts())));
        assertThat(new CellComparison(matrix, version).differences(measured)).isEmpty();
        for (Cell cell : file.cells().values()) {
            changed(matrix.feature(cell.feature()), cell)
                    .forEach(wrong -> assertThat(
                                    new CellComparison(with(matrix, file, wrong), version).differences(measured))
                            .as("%s", wrong)
                            .hasSize(1));
            Cell unproven = new Cell(cell.feature(), cell.outcome(), cell.facts(), List.of());
            assertThat(new MatrixLint((of, evidence) -> Optional.empty(), LocalDate.MAX)
                            .complaints(with(matrix, file, unproven)))
                    .anyMatch(complaint -> complaint.contains(cell.feature() + ": has no evidence"));
        }
    }

    private static Stream<Cell> changed(Feature feature, Cell cell) {
        Stream<Cell> outcomes = feature.outcomes().keySet().stream()
                .filter(outcome -> !outcome.equals(cell.outcome()))
                .map(outcome -> new Cell(cell.feature(), outcome, cell.facts(), cell.evidence()));
        Stream<Cell> facts = cell.facts().keySet().stream().map(name -> {
            Map<String, String> others = new LinkedHashMap<>(cell.facts());
            others.put(name, cell.facts().get(name) + "0");
            return new Cell(cell.feature(), cell.outcome(), others, cell.evidence());
        });
        return Stream.concat(outcomes, facts);
    }

    private static Matrix with(Matrix matrix, MeasuredVersion version, Cell cell) {
        Map<String, Cell> cells = new LinkedHashMap<>(version.cells());
        cells.put(cell.feature(), cell);
        MeasuredVersion changed =
                new MeasuredVersion(version.name(), version.tag(), version.line(), version.released(), cells);
        return new Matrix(
                matrix.groups(),
                matrix.versions().stream()
                        .map(each -> each.equals(version) ? changed : each)
                        .toList(),
                matrix.releases());
    }

    private static List<String> wrong(SmallMatrix files) {
        VersionMeasured.Share share = VersionMeasured.measure(new Readyz(), VERSION, SimulatedBench::new);
        return new CellComparison(files.read(), VERSION).differences(share.found());
    }
}
