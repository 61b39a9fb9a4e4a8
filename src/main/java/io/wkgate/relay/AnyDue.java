package io.wkgate.relay;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Of a destination without an order: whatever has been due for longest. */
final class AnyDue implements Candidates {

    private final DeliveryQueue queue;
    private boolean more;

    AnyDue(DeliveryQueue queue) {
        this.queue = queue;
    }

    @Override
    public void lookEverywhere() {
        more = true;
    }

    @Override
    public void lookIn(Collection<Integer> lanes) {
        more = true;
    }

    @Override
    public void ended(Delivery delivery, boolean dueAgain) {
        more |= dueAgain;
    }

    @Override
    public boolean any() {
        return more;
    }

    @Override
    public Future<List<Long>> next(int limit, Collection<Delivery> running) {
        Set<Long> here = new HashSet<>();
        running.forEach(delivery -> here.add(delivery.id()));
        // More than are wanted, for the lease of some that run here may be over.
        int asked = limit + here.size();
        more = false;
        return queue.due(asked).map(due -> {
            more |= due.size() == asked;
            return due.stream().filter(id -> !here.contains(id)).limit(limit).toList();
        });
    }
}
