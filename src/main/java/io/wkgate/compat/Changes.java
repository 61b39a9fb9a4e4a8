package io.wkgate.compat;

import io.wkgate.compat.UpgradeEffect.Change;
import io.wkgate.compat.UpgradeEffect.Direction;
import java.util.Comparator;
import java.util.List;

/** What an upgrade changes, in the order in which a reader should see it. */
record Changes(UpgradeEffect effect) {

    /** The gravest first: of what gets worse that which ends worst, of what gets better that which was worst. */
    List<Change> of(Direction direction) {
        Comparator<Change> gravest = Comparator.comparing(
                change -> direction == Direction.BETTER
                        ? change.before().support()
                        : change.after().support(),
                Comparator.reverseOrder());
        return effect.of(direction).stream().sorted(gravest).toList();
    }

    /** What gets worse and is then not made up for by wkgate. */
    List<Change> lost() {
        return of(Direction.WORSE).stream()
                .filter(change -> change.after().support().compareTo(Support.DEGRADED) >= 0)
                .toList();
    }

    boolean none() {
        return effect.groups().isEmpty();
    }
}
