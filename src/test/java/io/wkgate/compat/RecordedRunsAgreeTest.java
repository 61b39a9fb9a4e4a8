package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: what was measured on a real server is what the matrix says, and a cell that names such a run was measured in it, on
 * the day that the cell says.
 */
class RecordedRunsAgreeTest {

    static List<String> versions() {
        return MeasuredVersions.ALL;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theRecordSaysWhatTheMatrixSays(String version) throws Exception {
        assumeTrue(CompatRun.isRecorded(version), () -> "there is no record of a real " + version + " yet");
        CompatRun run = CompatRun.read(version);
        Matrix matrix = MatrixFolder.read();

        List<String> wrong = new CellComparison(matrix, version).contradictions(run.measured());
        for (Cell cell : matrix.version(version).cells().values()) {
            cited(version, cell).ifPresent(cited -> misquoted(cell, cited, run, wrong));
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }

    private static Optional<Evidence.RealRun> cited(String version, Cell cell) {
        return cell.evidence().stream()
                .filter(Evidence.RealRun.class::isInstance)
                .map(Evidence.RealRun.class::cast)
                .filter(run -> run.file().equals(CompatRun.file(version).toString()))
                .findFirst();
    }

    private static void misquoted(Cell cell, Evidence.RealRun cited, CompatRun run, List<String> wrong) {
        if (!run.measured().containsKey(cell.feature())) {
            wrong.add(
                    run.version() + ", " + cell.feature() + ": names " + cited.file() + ", where it was not measured");
        } else if (!cited.on().equals(run.day())) {
            wrong.add(run.version() + ", " + cell.feature() + ": names the run of " + cited.on() + ", which was on "
                    + run.day());
        }
    }
}
