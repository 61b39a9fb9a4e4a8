package io.wkgate.compat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says what is wrong with a matrix, in sentences that name the file and what to write there. */
final class MatrixLint {

    private static final Set<String> LINES = Set.of("1.2", "2.x", "3.x");

    private final EvidenceShelf shelf;
    private final LocalDate today;

    MatrixLint(EvidenceShelf shelf, LocalDate today) {
        this.shelf = shelf;
        this.today = today;
    }

    /** Nothing if it is good. */
    List<String> complaints(Matrix matrix) {
        List<String> complaints = new ArrayList<>();
        new FeatureLint(matrix).complain(complaints);
        Set<String> names = new HashSet<>();
        for (MeasuredVersion version : matrix.versions()) {
            version(version, names, complaints);
            new CellLint(matrix, version, shelf, today).complain(complaints);
        }
        Set<String> tags = new HashSet<>();
        matrix.releases().forEach(release -> release(matrix, release, tags, complaints));
        return complaints;
    }

    private void version(MeasuredVersion version, Set<String> names, List<String> complaints) {
        Place place = Place.ofVersion(version);
        if (!names.add(version.name())) {
            complaints.add(place.says("is there twice", "keep one file for each version"));
        }
        if (!LINES.contains(version.line())) {
            complaints.add(
                    place.says("has the unknown line \"" + version.line() + "\"", "write one of " + sorted(LINES)));
        }
        if (version.released().isAfter(today)) {
            complaints.add(place.says("is released in the future, " + version.released(), "write the day of its tag"));
        }
    }

    private void release(Matrix matrix, Release release, Set<String> tags, List<String> complaints) {
        Place place = Place.ofRelease(release);
        if (!tags.add(release.tag())) {
            complaints.add(place.says("is there twice", "keep one"));
        }
        if (matrix.versions().stream().anyMatch(version -> version.tag().equals(release.tag()))) {
            complaints.add(place.says("was measured", "leave it out: its own file speaks for it"));
        }
        List<String> line = matrix.versions().stream()
                .filter(version -> version.line().equals(release.line()))
                .map(MeasuredVersion::name)
                .toList();
        if (!line.contains(release.inherits())) {
            complaints.add(place.says(
                    "inherits from \"" + release.inherits() + "\", which is no measured version of its line "
                            + release.line(),
                    line.isEmpty() ? "write a line that was measured" : "write one of " + line));
        }
        if (release.released().isAfter(today)) {
            complaints.add(place.says("is released in the future, " + release.released(), "write the day of its tag"));
        }
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }
}
