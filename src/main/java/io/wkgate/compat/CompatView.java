package io.wkgate.compat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one reader is shown: the matrix with the columns that concern him first, and what each says.
 *
 * @param nodes the reader's servers; none where no WuKongIM is configured
 * @param columns those of {@link Column#own()} first, then every other measured version, oldest first
 */
public record CompatView(Matrix matrix, List<RunningNode> nodes, List<Column> columns) {

    /** For whoever runs these nodes, which may differ in the middle of an upgrade. */
    public static CompatView of(Matrix matrix, List<RunningNode> nodes) {
        Map<String, Column> own = new LinkedHashMap<>();
        for (RunningNode node : nodes) {
            node.running().ifPresent(running -> {
                Column column = column(matrix, running);
                own.merge(column.name(), with(column, List.of(node)), (before, more) -> joined(before, more));
            });
        }
        return new CompatView(matrix, nodes, ordered(matrix, List.copyOf(own.values())));
    }

    /**
     * For whoever asks about a version, whatever his nodes run.
     *
     * @param version as it is released or measured, with or without the date behind it
     * @return nothing if there is no such version
     */
    public static Optional<CompatView> about(Matrix matrix, List<RunningNode> nodes, String version) {
        return find(matrix, version)
                .map(column -> new Column(column.name(), column.measured(), column.inherited(), List.of(), true))
                .map(column -> new CompatView(matrix, nodes, ordered(matrix, List.of(column))));
    }

    /** Every version that one can ask about, oldest first. */
    public static List<String> askable(Matrix matrix) {
        record Dated(String name, java.time.LocalDate on) {}
        return Stream.concat(
                        matrix.versions().stream().map(each -> new Dated(each.name(), each.released())),
                        matrix.releases().stream().map(each -> new Dated(each.tag(), each.released())))
                .sorted(java.util.Comparator.comparing(Dated::on))
                .map(Dated::name)
                .toList();
    }

    /** The versions that the report is about; none where nobody knows what runs. */
    List<Column> own() {
        return columns.stream().filter(Column::own).toList();
    }

    /** Every other measured version, newer ones than this first. */
    List<Column> others(Column from) {
        List<Column> measured = columns.stream()
                .filter(column -> !column.inherited())
                .filter(column -> !column.measured().name().equals(from.measured().name()))
                .toList();
        List<Column> ordered = new ArrayList<>(measured.stream()
                .filter(column -> newer(column, from))
                .sorted((one, other) ->
                        one.measured().released().compareTo(other.measured().released()))
                .toList());
        measured.stream().filter(column -> !newer(column, from)).forEach(ordered::add);
        return ordered;
    }

    static boolean newer(Column column, Column than) {
        return column.measured().released().isAfter(than.measured().released());
    }

    Statement statement(Column column, Feature feature) {
        return Statement.of(column.measured(), feature);
    }

    /** What is degraded or impossible there, in the order of the matrix, the impossible first. */
    List<Statement> lacking(Column column) {
        List<Statement> all = statements(column);
        return Stream.of(Support.IMPOSSIBLE, Support.DEGRADED)
                .flatMap(support -> all.stream()
                        .filter(statement -> statement.outcome().support() == support))
                .toList();
    }

    /** How many features there are of each support, every support being there. */
    Map<Support, Long> tally(Column column) {
        Map<Support, Long> tally = new EnumMap<>(Support.class);
        for (Support support : Support.values()) {
            tally.put(
                    support,
                    statements(column).stream()
                            .filter(statement -> statement.outcome().support() == support)
                            .count());
        }
        return tally;
    }

    UpgradeEffect effect(Column from, Column to) {
        return UpgradeEffect.of(matrix, from.measured(), to.measured());
    }

    private List<Statement> statements(Column column) {
        return matrix.groups().stream()
                .flatMap(group -> group.features().stream())
                .map(feature -> statement(column, feature))
                .toList();
    }
}
