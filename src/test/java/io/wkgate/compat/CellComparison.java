package io.wkgate.compat;

import io.wkgate.compat.Measurement.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the matrix says something else about a version than what was measured. */
final class CellComparison {

    private final Matrix matrix;
    private final MeasuredVersion version;

    CellComparison(Matrix matrix, String version) {
        this.matrix = matrix;
        this.version = matrix.version(version);
    }

    /** Every cell must have been measured, and every measured feature must have a cell. */
    List<String> differences(Map<String, Measured> measured) {
        List<String> differences = new ArrayList<>();
        version.cells().keySet().stream()
                .filter(feature -> !measured.containsKey(feature))
                .map(feature -> at(feature) + "the file says " + said(feature) + ", and no measurement measures it")
                .forEach(differences::add);
        differences.addAll(contradictions(measured));
        return differences;
    }

    /** What was not measured, as on a real server that cannot show it, is not compared. */
    List<String> contradictions(Map<String, Measured> measured) {
        List<String> contradictions = new ArrayList<>();
        new TreeMap<>(measured).forEach((feature, found) -> {
            String said = said(feature);
            String seen = shown(found.outcome(), found.support().label(), found.facts());
            if (!said.equals(seen)) {
                contradictions.add(at(feature) + "the file says " + said + ", measured was " + seen);
            }
        });
        return contradictions;
    }

    /** Whether a measurement came to something, and to nothing else than the matrix says. */
    boolean agrees(VersionMeasured.Share share) {
        return share.troubles().isEmpty() && contradictions(share.found()).isEmpty();
    }

    private String at(String feature) {
        return version.name() + ", " + feature + ": ";
    }

    private String said(String feature) {
        Cell cell = version.cells().get(feature);
        if (cell == null) {
            return "nothing";
        }
        return shown(cell.outcome(), support(cell).map(Support::label).orElse("no such outcome"), cell.facts());
    }

    private Optional<Support> support(Cell cell) {
        return matrix.features()
                .filter(feature -> feature.id().equals(cell.feature()))
                .findFirst()
                .map(feature -> feature.outcomes().get(cell.outcome()))
                .map(Outcome::support);
    }

    private static String shown(String outcome, String support, Map<String, String> facts) {
        return outcome + " (" + support + ")" + (facts.isEmpty() ? "" : " " + new TreeMap<>(facts));
    }
}
