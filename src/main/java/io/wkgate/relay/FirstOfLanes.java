package io.wkgate.relay;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Of an ordered destination: the first of each lane. Now and then all lanes are looked at, and in between only those in
 * which something happened. A first one mostly stays the first until it is done, so what was found is good for a while; the
 * claim finds out if something else of its lane is being sent. What comes from a lane that had its turn stands behind the
 * others.
 */
final class FirstOfLanes implements Candidates {

    /** With more lanes than that, all of them cost no more. */
    private static final int MANY = 32;

    private final DeliveryQueue queue;
    private final Map<Integer, Long> found = new LinkedHashMap<>();
    private final Set<Integer> asked = new HashSet<>();
    private boolean everywhere;

    FirstOfLanes(DeliveryQueue queue) {
        this.queue = queue;
    }

    @Override
    public void lookEverywhere() {
        everywhere = true;
    }

    @Override
    public void lookIn(Collection<Integer> lanes) {
        asked.addAll(lanes);
    }

    @Override
    public void ended(Delivery delivery, boolean dueAgain) {
        asked.add(delivery.lane());
    }

    @Override
    public boolean any() {
        return everywhere || !asked.isEmpty() || !found.isEmpty();
    }

    @Override
    public Future<List<Long>> next(int limit, Collection<Delivery> running) {
        Set<Integer> busy = new HashSet<>();
        running.forEach(delivery -> busy.add(delivery.lane()));
        // They are asked for again when they are not busy any more.
        asked.removeAll(busy);
        return look().map(heads -> {
            heads.stream()
                    .filter(head -> !busy.contains(head.lane()))
                    .forEach(head -> found.putIfAbsent(head.lane(), head.id()));
            return take(limit, busy);
        });
    }

    private Future<List<DeliveryQueue.Head>> look() {
        if (everywhere || asked.size() > MANY) {
            everywhere = false;
            asked.clear();
            return queue.heads().onSuccess(heads -> found.clear());
        } else if (asked.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        List<Integer> lanes = List.copyOf(asked);
        asked.clear();
        return queue.heads(lanes).onSuccess(heads -> lanes.forEach(found::remove));
    }

    private List<Long> take(int limit, Set<Integer> busy) {
        List<Long> ids = new ArrayList<>();
        Iterator<Map.Entry<Integer, Long>> entries = found.entrySet().iterator();
        while (entries.hasNext() && ids.size() < limit) {
            Map.Entry<Integer, Long> entry = entries.next();
            entries.remove();
            if (!busy.contains(entry.getKey())) {
                ids.add(entry.getValue());
            }
        }
        return ids;
    }
}
