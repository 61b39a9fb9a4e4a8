package io.wkgate.compat;

import java.util.List;
import java.util.Optional;

/**
 * What changes for a user of one version who moves to another.
 *
 * @param groups those in which something changes, in the order of the matrix
 */
public record UpgradeEffect(MeasuredVersion from, MeasuredVersion to, List<GroupEffect> groups) {

    /** Which way a feature changes. */
    public enum Direction {
        /** It is supported better. */
        BETTER,
        /** It is supported less. */
        WORSE,
        /** It is supported as well as before, and otherwise. */
        DIFFERENT
    }

    /** What becomes of one feature. */
    public record Change(Feature feature, Statement before, Statement after, Direction direction) {}

    /** @param changes at least one */
    public record GroupEffect(FeatureGroup group, List<Change> changes) {

        public List<Change> of(Direction direction) {
            return changes.stream()
                    .filter(change -> change.direction() == direction)
                    .toList();
        }
    }

    public static UpgradeEffect of(Matrix matrix, MeasuredVersion from, MeasuredVersion to) {
        List<GroupEffect> groups = matrix.groups().stream()
                .map(group -> new GroupEffect(
                        group,
                        group.features().stream()
                                .map(feature -> change(feature, from, to))
                                .flatMap(Optional::stream)
                                .toList()))
                .filter(effect -> !effect.changes().isEmpty())
                .toList();
        return new UpgradeEffect(from, to, groups);
    }

    /** Every change of that direction, in the order of the matrix. */
    public List<Change> of(Direction direction) {
        return groups.stream().flatMap(group -> group.of(direction).stream()).toList();
    }

    private static Optional<Change> change(Feature feature, MeasuredVersion from, MeasuredVersion to) {
        Statement before = Statement.of(from, feature);
        Statement after = Statement.of(to, feature);
        if (saysTheSame(before, after)) {
            return Optional.empty();
        }
        int step = after.support().compareTo(before.support());
        Direction direction = step < 0 ? Direction.BETTER : step > 0 ? Direction.WORSE : Direction.DIFFERENT;
        return Optional.of(new Change(feature, before, after, direction));
    }

    private static boolean saysTheSame(Statement before, Statement after) {
        return before.outcome().id().equals(after.outcome().id())
                && before.facts().equals(after.facts());
    }
}
