package io.wkgate.gap;

import io.wkgate.upstream.UpstreamException;
import io.wkgate.upstream.UpstreamFailure;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells channels that upstream never answers from an upstream that is away, so that sick ones do not hold up a sweep for ever,
 * however many they are. Of one page; not thread-safe.
 */
final class Strikes {

    private static final int OUT = 3;

    /** As long as nothing of the page was ever answered, it may be upstream. */
    private static final int IN_VAIN = 20;

    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, Integer> besideOthers = new HashMap<>();
    private int inVain;

    /**
     * In the order in which the next attempt is to ask them: what failed most often last. Where the first ones fail, the others
     * are spared, and would never be asked if those were neighbours.
     */
    List<SweepTask> inOrder(List<SweepTask> tasks) {
        return tasks.stream()
                .sorted(Comparator.comparingInt(task -> asked.getOrDefault(task.name(), 0)))
                .toList();
    }

    /** Notes an attempt; tells whether all that it left has failed often enough, in whatever attempts, to go on without it. */
    boolean out(SweepPageRun.Result attempt) {
        boolean answered = attempt.done() > 0;
        boolean reached = false;
        for (Map.Entry<String, UpstreamException> failed : attempt.failed().entrySet()) {
            if (wasAsked(failed.getValue().failure())) {
                reached = true;
                asked.merge(failed.getKey(), 1, Integer::sum);
                besideOthers.merge(failed.getKey(), answered ? 1 : 0, Integer::sum);
            }
        }
        inVain += reached && !answered ? 1 : 0;
        return attempt.left().stream().allMatch(this::isOut);
    }

    private static boolean wasAsked(UpstreamFailure failure) {
        return !(failure instanceof UpstreamFailure.NotConnected) && !(failure instanceof UpstreamFailure.NotTried);
    }

    private boolean isOut(String task) {
        return besideOthers.getOrDefault(task, 0) >= OUT || (inVain >= IN_VAIN && asked.getOrDefault(task, 0) >= OUT);
    }
}
