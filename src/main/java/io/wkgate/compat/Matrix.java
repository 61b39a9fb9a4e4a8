package io.wkgate.compat;

import java.util.List;

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
}
