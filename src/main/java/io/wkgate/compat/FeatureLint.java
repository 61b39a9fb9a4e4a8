package io.wkgate.compat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what is wrong with the features of a matrix and their outcomes. */
final class FeatureLint {

    /** More does not fit into a cell of the report. */
    private static final int LONGEST = 90;

    private final Matrix matrix;
    private final Set<String> ids = new HashSet<>();

    FeatureLint(Matrix matrix) {
        this.matrix = matrix;
    }

    void complain(List<String> complaints) {
        for (FeatureGroup group : matrix.groups()) {
            translated(Place.ofGroup(group), "title", group.title(), complaints);
            group.features().forEach(feature -> feature(group, feature, complaints));
        }
    }

    private void feature(FeatureGroup group, Feature feature, List<String> complaints) {
        Place place = Place.ofFeature(group, feature);
        if (!ids.add(feature.id())) {
            complaints.add(place.says("is there twice", "keep one, or name the other otherwise"));
        }
        if (!feature.id().startsWith(group.id() + ".")) {
            complaints.add(place.says("does not carry its group's name", "begin its id with \"" + group.id() + ".\""));
        }
        translated(place, "title", feature.title(), complaints);
        translated(place, "why", feature.why(), complaints);
        if (feature.outcomes().isEmpty()) {
            complaints.add(place.says("has no outcome", "write what was measured as \"outcomes\""));
        }
        feature.outcomes().values().forEach(outcome -> outcome(place, feature, outcome, complaints));
    }

    private void outcome(Place place, Feature feature, Outcome outcome, List<String> complaints) {
        String name = "outcome \"" + outcome.id() + "\"";
        translated(place, name + " text", outcome.text(), complaints);
        outcome.wkgate().ifPresent(text -> translated(place, name + " wkgate", text, complaints));
        if (outcome.text().en().length() > LONGEST) {
            complaints.add(place.says(
                    name + " has a text of " + outcome.text().en().length() + " characters",
                    "say it in " + LONGEST + " at most"));
        }
        if (outcome.support() != Support.WORKS && outcome.wkgate().isEmpty()) {
            complaints.add(place.says(
                    name + " is " + outcome.support().label() + " and does not say what wkgate does about it",
                    "write it as \"wkgate\""));
        }
        if (matrix.versions().stream().noneMatch(version -> has(version, feature, outcome))) {
            complaints.add(place.says("no version has " + name, "take it out, or correct the version that has it"));
        }
    }

    private static boolean has(MeasuredVersion version, Feature feature, Outcome outcome) {
        return Optional.ofNullable(version.cells().get(feature.id()))
                .filter(cell -> cell.outcome().equals(outcome.id()))
                .isPresent();
    }

    private static void translated(Place place, String what, Text text, List<String> complaints) {
        for (Language language : Language.values()) {
            if (text.in(language).isBlank()) {
                complaints.add(
                        place.says(what + " has no \"" + language.tag() + "\"", "write it in that language too"));
            }
        }
        if (!text.placesIn(Language.EN).equals(text.placesIn(Language.ZH))) {
            complaints.add(place.says(
                    what + " names the facts " + text.placesIn(Language.EN) + " in en and " + text.placesIn(Language.ZH)
                            + " in zh",
                    "name the same in both"));
        }
    }
}
