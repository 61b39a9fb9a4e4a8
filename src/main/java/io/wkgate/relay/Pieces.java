package io.wkgate.relay;

import io.wkgate.event.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of its event's body a delivery still has to bring, as the column {@code selection} says it: the first piece is what
 * is sent next.
 *
 * @param selections none for the whole body in one piece
 */
record Pieces(List<Selection> selections) {

    private static final String BETWEEN = ";";

    Pieces {
        selections = List.copyOf(selections);
    }

    static Pieces parse(@Nullable String column) {
        return new Pieces(
                column == null
                        ? List.of()
                        : Arrays.stream(column.split(BETWEEN))
                                .map(Selection::parse)
                                .toList());
    }

    /** As it stands in the column. */
    @Nullable
    String text() {
        return selections.isEmpty()
                ? null
                : selections.stream().map(Selection::text).collect(Collectors.joining(BETWEEN));
    }

    /** What is sent next; empty for the whole body. */
    Optional<Selection> first() {
        return selections.stream().findFirst();
    }

    /** Whether something is left when the first is done. */
    boolean hasMore() {
        return selections.size() > 1;
    }

    int size() {
        return Math.max(1, selections.size());
    }

    /** The first piece is halved. */
    Pieces split(Selection first) {
        return with(first.halves(), rest());
    }

    /** The first is done. */
    Pieces withoutFirst() {
        return new Pieces(rest());
    }

    /** The first goes behind the others. */
    Pieces rotated() {
        return with(rest(), selections.subList(0, 1));
    }

    private List<Selection> rest() {
        return selections.isEmpty() ? List.of() : selections.subList(1, selections.size());
    }

    private static Pieces with(List<Selection> left, List<Selection> right) {
        List<Selection> all = new ArrayList<>(left);
        all.addAll(right);
        return new Pieces(all);
    }
}
