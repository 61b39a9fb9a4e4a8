package io.wkgate.gap;

import io.wkgate.upstream.UpstreamException;
import io.wkgate.upstream.UpstreamFailure;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells a channel that upstream never answers from an upstream that is away, so that one sick channel does not hold up a
 * sweep for ever. Of one page; not thread-safe.
 */
final class Strikes {

    private static final int WHILE_OTHERS_ARE_ANSWERED = 3;
    private static final int ALONE = 20;

    private final Map<String, Integer> beside = new HashMap<>();
    private final Map<String, Integer> all = new HashMap<>();

    /** Notes the failed tasks of an attempt; tells whether every one of them has failed often enough to go on without it. */
    boolean out(SweepPageRun.Result attempt) {
        boolean out = attempt.whole();
        for (Map.Entry<String, UpstreamException> failed : attempt.failed().entrySet()) {
            out &= out(failed.getKey(), failed.getValue().failure(), attempt.done() > 0);
        }
        return out;
    }

    private boolean out(String task, UpstreamFailure failure, boolean othersWereAnswered) {
        boolean asked =
                !(failure instanceof UpstreamFailure.NotConnected) && !(failure instanceof UpstreamFailure.NotTried);
        int together = beside.merge(task, asked && othersWereAnswered ? 1 : 0, Integer::sum);
        int ever = all.merge(task, asked ? 1 : 0, Integer::sum);
        return together >= WHILE_OTHERS_ARE_ANSWERED || ever >= ALONE;
    }

    void forget() {
        beside.clear();
        all.clear();
    }
}
