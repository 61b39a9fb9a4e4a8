package io.wkgate.relay;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** What may be claimed next, and whether it is worth asking. Used on the worker's context only. */
interface Candidates {

    static Candidates of(Destination destination, DeliveryQueue queue) {
        return destination.ordered() ? new FirstOfLanes(queue) : new AnyDue(queue);
    }

    /** Something may have become due anywhere. */
    void lookEverywhere();

    /** Something may have become due there. */
    void lookIn(Collection<Integer> lanes);

    /** One that ran runs no more. @param dueAgain whether it is due again at once */
    void ended(Delivery delivery, boolean dueAgain);

    /** Whether there may be any. */
    boolean any();

    /**
     * Some of them.
     *
     * @param limit how many at most
     * @param running what is claimed here, and is no candidate however long it takes
     */
    Future<List<Long>> next(int limit, Collection<Delivery> running);
}
