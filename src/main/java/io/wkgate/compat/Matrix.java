package io.wkgate.compat;

import java.util.List;
import java.util.stream.Stream;

/** What works on which WuKongIM, as the files of {@code compat-matrix/} say it. */
public record Matrix(List<FeatureGroup> groups, List<MeasuredVersion> versions, List<Release> releases) {

    /**
     * Reads the files that are packed with wkgate.
     *
     * @throws IllegalStateException if they cannot be read, which a test keeps from happening
     */
    public static Matrix load() {
        return MatrixReader.packed();
    }

    /** In the order of the report. */
    public Stream<Feature> features() {
        return groups.stream().flatMap(group -> group.features().stream());
    }

    /** @throws IllegalArgumentException if there is no such feature */
    public Feature feature(String id) {
        return features()
                .filter(feature -> feature.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no feature " + id));
    }

    /**
     * @param name of a measured one, such as {@code v2.0.4}
     * @throws IllegalArgumentException if it was not measured
     */
    public MeasuredVersion version(String name) {
        return versions.stream()
                .filter(version -> version.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " was not measured"));
    }

    /** What is said about a feature on a measured version. */
    public Statement statement(String version, String feature) {
        return Statement.of(version(version), feature(feature));
    }
}
