package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.UpstreamException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Does the tasks of one page, a few at once. */
final class SweepPageRun {

    private final KnownNode node;
    private final List<SweepTask> tasks;
    private final BooleanSupplier stopped;
    private final AtomicInteger next = new AtomicInteger();
    private final BitSet begun = new BitSet();
    private SweepTally sum = SweepTally.NOTHING;
    private int done;
    private final Map<String, UpstreamException> failed = new LinkedHashMap<>();

    /** @param stopped whether no further task is to be begun */
    SweepPageRun(KnownNode node, List<SweepTask> tasks, BooleanSupplier stopped) {
        this.node = node;
        this.tasks = tasks;
        this.stopped = stopped;
    }

    /**
     * What came of it.
     *
     * @param done how many tasks were done
     * @param failed of which tasks upstream could not be asked, by name
     * @param spared the names of those that were not begun
     */
    record Result(SweepTally sum, int done, Map<String, UpstreamException> failed, Set<String> spared) {

        /** The names of those that were not done. */
        Set<String> left() {
            Set<String> left = new LinkedHashSet<>(failed.keySet());
            left.addAll(spared);
            return left;
        }
    }

    /** Fails when something else than upstream does. */
    Future<Result> run(int inFlight) {
        List<Future<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < Math.min(inFlight, tasks.size()); lane++) {
            lanes.add(lane());
        }
        return Future.join(lanes).map(all -> result());
    }

    private synchronized Result result() {
        Set<String> spared = new LinkedHashSet<>();
        for (int place = 0; place < tasks.size(); place++) {
            if (!begun.get(place)) {
                spared.add(tasks.get(place).name());
            }
        }
        return new Result(sum, done, Map.copyOf(failed), spared);
    }

    private Future<Void> lane() {
        int place = next.getAndIncrement();
        if (place >= tasks.size() || stopped.getAsBoolean() || !begin(place)) {
            return Future.succeededFuture();
        }
        SweepTask task = tasks.get(place);
        return task.work().apply(node).transform(worked -> {
            if (worked.succeeded()) {
                note(worked.result());
            } else if (worked.cause() instanceof UpstreamException away) {
                note(task, away);
            } else {
                return Future.failedFuture(worked.cause());
            }
            return lane();
        });
    }

    /** Where the first tasks all failed, the others are spared. */
    private synchronized boolean begin(int place) {
        boolean hopeless = done == 0 && failed.size() >= 5;
        begun.set(place, !hopeless);
        return !hopeless;
    }

    private synchronized void note(SweepTally tally) {
        sum = sum.plus(tally);
        done++;
    }

    private synchronized void note(SweepTask task, UpstreamException away) {
        failed.put(task.name(), away);
    }
}
