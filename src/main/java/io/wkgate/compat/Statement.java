package io.wkgate.compat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the matrix says about one feature on one version: its cell, spelt out.
 *
 * @param text what happens, the facts of the cell filled in
 * @param wkgate what wkgate does about it, the facts filled in; nothing where it works by itself
 */
public record Statement(
        Feature feature,
        MeasuredVersion version,
        Outcome outcome,
        Text text,
        Optional<Text> wkgate,
        Map<String, String> facts,
        List<Evidence> evidence) {

    /** @throws IllegalArgumentException if the version has no such cell or the feature no such outcome */
    public static Statement of(MeasuredVersion version, Feature feature) {
        Cell cell = version.cells().get(feature.id());
        if (cell == null) {
            throw new IllegalArgumentException(version.name() + " says nothing about " + feature.id());
        }
        Outcome outcome = feature.outcomes().get(cell.outcome());
        if (outcome == null) {
            throw new IllegalArgumentException(feature.id() + " has no outcome " + cell.outcome());
        }
        return new Statement(
                feature,
                version,
                outcome,
                outcome.text().with(cell.facts()),
                outcome.wkgate().map(text -> text.with(cell.facts())),
                cell.facts(),
                cell.evidence());
    }

    public Support support() {
        return outcome.support();
    }
}
