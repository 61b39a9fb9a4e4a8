package io.wkgate.compat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one reader is shown: the matrix with the columns that concern him first.
 *
 * @param nodes the reader's servers; none where no WuKongIM is configured
 * @param columns those of {@link Column#own()} first, then every other measured version in the order of the matrix
 */
public record CompatView(Matrix matrix, List<RunningNode> nodes, List<Column> columns) {

    /** For whoever runs these nodes, which may differ in the middle of an upgrade. */
    public static CompatView of(Matrix matrix, List<RunningNode> nodes) {
        Map<String, List<RunningNode>> nodesOf = new LinkedHashMap<>();
        Map<String, NearestVersion> versions = new LinkedHashMap<>();
        for (RunningNode node : nodes) {
            node.running().ifPresent(running -> {
                NearestVersion nearest = NearestVersion.of(matrix, running.line(), running.version());
                versions.putIfAbsent(nearest.name(), nearest);
                nodesOf.computeIfAbsent(nearest.name(), first -> new ArrayList<>())
                        .add(node);
            });
        }
        List<Column> own = new ArrayList<>();
        versions.forEach((name, nearest) -> own.add(new Column(nearest, nodesOf.getOrDefault(name, List.of()), false)));
        return new CompatView(matrix, nodes, before(matrix, own));
    }

    /**
     * For whoever asks about a version, whatever his nodes run.
     *
     * @param version a measured one's name or tag or the tag of a release
     * @return nothing if the matrix does not know it
     */
    public static Optional<CompatView> about(Matrix matrix, List<RunningNode> nodes, String version) {
        return NearestVersion.named(matrix, version)
                .map(nearest -> new Column(nearest, List.of(), true))
                .map(column -> new CompatView(matrix, nodes, before(matrix, List.of(column))));
    }

    /** Every version that one can ask about, oldest first. */
    public static List<String> askable(Matrix matrix) {
        return Stream.concat(
                        matrix.versions().stream().map(each -> Map.entry(each.released(), each.name())),
                        matrix.releases().stream().map(each -> Map.entry(each.released(), each.tag())))
                .sorted(Map.Entry.<LocalDate, String>comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The measured version whose cells speak for the one that is named; nothing if the matrix does not know it. */
    public static Optional<String> measured(Matrix matrix, String version) {
        return NearestVersion.named(matrix, version)
                .map(nearest -> nearest.version().name());
    }

    private static List<Column> before(Matrix matrix, List<Column> own) {
        List<String> shown = own.stream().map(Column::name).toList();
        Stream<Column> others = matrix.versions().stream()
                .filter(version -> !shown.contains(version.name()))
                .map(Column::of);
        return Stream.concat(own.stream(), others).toList();
    }

    /** The versions that the report is about; none where nobody knows what runs. */
    List<Column> own() {
        return columns.stream().filter(Column::own).toList();
    }

    /** Every other measured version: newer ones than this, then older ones, the nearest first. */
    List<Column> others(Column from) {
        Comparator<Column> oldestFirst =
                Comparator.comparing(column -> column.measured().released());
        List<Column> others = matrix.versions().stream()
                .filter(version -> !version.name().equals(from.measured().name()))
                .map(Column::of)
                .toList();
        return Stream.concat(
                        others.stream().filter(other -> other.newerThan(from)).sorted(oldestFirst),
                        others.stream().filter(other -> !other.newerThan(from)).sorted(oldestFirst.reversed()))
                .toList();
    }

    Statement statement(Column column, Feature feature) {
        return Statement.of(column.measured(), feature);
    }

    /** What is impossible there, then what is degraded, each in the order of the matrix. */
    List<Statement> lacking(Column column) {
        return Stream.of(Support.IMPOSSIBLE, Support.DEGRADED)
                .flatMap(support -> matrix.features()
                        .map(feature -> statement(column, feature))
                        .filter(statement -> statement.support() == support))
                .toList();
    }

    /** How many features there are of each support, every support being there. */
    Map<Support, Long> tally(Column column) {
        Map<Support, Long> tally = new EnumMap<>(Support.class);
        for (Support support : Support.values()) {
            tally.put(support, 0L);
        }
        matrix.features()
                .forEach(feature -> tally.merge(statement(column, feature).support(), 1L, Long::sum));
        return tally;
    }

    Changes changes(Column from, Column to) {
        return new Changes(UpgradeEffect.of(matrix, from.measured(), to.measured()));
    }
}
