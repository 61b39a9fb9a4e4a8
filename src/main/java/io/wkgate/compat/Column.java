package io.wkgate.compat;

import java.util.List;

/**
 * A column of a report.
 *
 * @param name the version: a measured one's name, or that of a version whose cells are taken from one
 * @param measured whose cells it shows
 * @param inherited whether they were measured on another version than this
 * @param nodes the reader's servers that run it
 * @param asked whether the reader asked for this version
 */
record Column(String name, MeasuredVersion measured, boolean inherited, List<RunningNode> nodes, boolean asked) {

    static Column of(MeasuredVersion version) {
        return new Column(version.name(), version, false, List.of(), false);
    }

    /** Whether the report is about this version. */
    boolean own() {
        return asked || !nodes.isEmpty();
    }

    /** Short enough for a narrow screen: {@code v3} of {@code v3-20260823}. */
    String shortName() {
        return name.replaceFirst("[-(,].*", "").strip();
    }
}
