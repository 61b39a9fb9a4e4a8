package io.wkgate.compat;

import java.util.List;

/**
 * A column of a report.
 *
 * @param nearest the version that it is about, and whose cells speak for it
 * @param nodes the reader's servers that run it
 * @param asked whether the reader asked for this version
 */
record Column(NearestVersion nearest, List<RunningNode> nodes, boolean asked) {

    static Column of(MeasuredVersion version) {
        Text sentence = new Text("", "");
        return new Column(
                new NearestVersion(version.name(), version, NearestVersion.Fit.MEASURED, sentence), List.of(), false);
    }

    String name() {
        return nearest.name();
    }

    MeasuredVersion measured() {
        return nearest.version();
    }

    /** Whether its cells were measured on another version. */
    boolean inherited() {
        return nearest.fit() != NearestVersion.Fit.MEASURED;
    }

    /** Whether the report is about this version. */
    boolean own() {
        return asked || !nodes.isEmpty();
    }

    /** Short enough for a narrow screen: {@code v3} of {@code v3-20260823}. */
    String shortName() {
        return name().replaceFirst("-.*", "");
    }

    boolean newerThan(Column other) {
        return measured().released().isAfter(other.measured().released());
    }
}
