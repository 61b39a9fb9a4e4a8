package io.wkgate.gap;

import java.util.List;
import java.util.Optional;

/**
 * A page of a walk.
 *
 * @param next the name of this page, behind which the part goes on; nothing if that was its last
 */
record SweepPage(List<SweepTask> tasks, Optional<String> next) {

    static final SweepPage LAST = new SweepPage(List.of(), Optional.empty());
}
