package io.wkgate.compat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what is wrong with the cells of one version. */
final class CellLint {

    private final Map<String, Feature> features;
    private final MeasuredVersion version;
    private final EvidenceShelf shelf;
    private final LocalDate today;

    CellLint(Matrix matrix, MeasuredVersion version, EvidenceShelf shelf, LocalDate today) {
        features = matrix.features().collect(Collectors.toMap(Feature::id, Function.identity(), (one, twice) -> one));
        this.version = version;
        this.shelf = shelf;
        this.today = today;
    }

    void complain(List<String> complaints) {
        for (String id : new TreeSet<>(features.keySet())) {
            if (!version.cells().containsKey(id)) {
                complaints.add(place(id).says("has no cell", "measure it and write what came of it"));
            }
        }
        version.cells().values().forEach(cell -> cell(cell, complaints));
    }

    private void cell(Cell cell, List<String> complaints) {
        Feature feature = features.get(cell.feature());
        if (feature == null) {
            complaints.add(place(cell).says("is no feature", "write the id of one of compat-matrix/features"));
            return;
        }
        Optional<Outcome> outcome = Optional.ofNullable(feature.outcomes().get(cell.outcome()));
        outcome.ifPresentOrElse(
                one -> facts(cell, one, complaints),
                () -> complaints.add(place(cell)
                        .says(
                                "has the unknown outcome \"" + cell.outcome() + "\"",
                                "write one of "
                                        + new TreeSet<>(feature.outcomes().keySet()))));
        if (cell.evidence().isEmpty()) {
            complaints.add(place(cell)
                    .says(
                            "has no evidence",
                            "write a recording, a run or a test from which it is known, and the date"));
        }
        cell.evidence().forEach(evidence -> evidence(cell, evidence, complaints));
    }

    private void facts(Cell cell, Outcome outcome, List<String> complaints) {
        Set<String> wanted = new TreeSet<>(outcome.text().places());
        outcome.wkgate().ifPresent(text -> wanted.addAll(text.places()));
        for (String name : wanted) {
            if (cell.facts().getOrDefault(name, "").isBlank()) {
                complaints.add(place(cell)
                        .says(
                                "lacks the fact \"" + name + "\" that the text of \"" + outcome.id() + "\" names",
                                "write it into \"facts\""));
            }
        }
        for (String name : new TreeSet<>(cell.facts().keySet())) {
            if (!wanted.contains(name)) {
                complaints.add(place(cell)
                        .says(
                                "has the fact \"" + name + "\" that no text of \"" + outcome.id() + "\" names",
                                "take it out, or write {" + name + "} into the text"));
            }
        }
    }

    private void evidence(Cell cell, Evidence evidence, List<String> complaints) {
        if (evidence.on().isAfter(today)) {
            complaints.add(place(cell).says("has evidence of the future, " + evidence.on(), "write when it was seen"));
        }
        shelf.fault(version, evidence)
                .ifPresent(fault -> complaints.add(
                        place(cell).says("has no such evidence: " + fault, "name what is there and shows this")));
    }

    private Place place(Cell cell) {
        return place(cell.feature());
    }

    private Place place(String feature) {
        return Place.ofCell(version, feature);
    }
}
