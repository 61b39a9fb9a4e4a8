package io.wkgate.gap;

import io.wkgate.event.SeqRun;
import java.util.ArrayList;
import java.util.List;

/** What is left of a run of numbers when some of them are there. */
final class RunsLeft {

    private RunsLeft() {}

    /** The parts of a run that another one does not have, ascending. */
    static List<SeqRun> without(SeqRun run, SeqRun other) {
        if (other.last() < run.first() || other.first() > run.last()) {
            return List.of(run);
        }
        List<SeqRun> left = new ArrayList<>(2);
        if (run.first() < other.first()) {
            left.add(new SeqRun(run.first(), other.first() - 1));
        }
        if (run.last() > other.last()) {
            left.add(new SeqRun(other.last() + 1, run.last()));
        }
        return left;
    }

    /** The same for several. */
    static List<SeqRun> without(List<SeqRun> runs, SeqRun other) {
        List<SeqRun> left = new ArrayList<>(runs.size() + 1);
        runs.forEach(run -> left.addAll(without(run, other)));
        return left;
    }
}
