package io.wkgate.compat;

import io.wkgate.simulator.Profile;
import java.util.Arrays;
import java.util.List;

/** The versions that are measured. */
final class MeasuredVersions {

    static final List<String> ALL =
            Arrays.stream(Profile.values()).map(Profile::version).toList();

    private MeasuredVersions() {}

    /** All of them, or those that {@code -Dreal.versions=v1.2.6,v2.2.5} names. */
    static List<String> asked() {
        return List.of(
                System.getProperty("real.versions", String.join(",", ALL)).split(","));
    }
}
