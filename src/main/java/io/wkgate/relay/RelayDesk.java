package io.wkgate.relay;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What operators ask of the relay. Every future fails if the database does not answer. */
public interface RelayDesk {

    /** All that are configured, and those that were and for which something is still there. */
    Future<List<DestinationStatus>> destinations();

    /** Delivers nothing more to it until it is started; false if there is none of that name. */
    Future<Boolean> stop(String destination, String reason);

    /** Goes on, on every replica within seconds; false if there is none of that name. */
    Future<Boolean> start(String destination);

    /**
     * Deletes everything that is kept for a destination which is not configured any more, dead letters too.
     *
     * @return how many deliveries; empty if it is configured, or there is none of that name
     */
    Future<Optional<Integer>> forget(String destination);

    /** One with its request and attempts; empty if there is none of that id. */
    Future<Optional<DeliveryView>> find(long deliveryId);

    /** Makes a dead one due at once, for as long as a new one, and takes its dead letter away; false if it is not dead. */
    Future<Boolean> replay(long deliveryId);

    /** Deletes a dead one and its dead letter for good; false if it is not dead. */
    Future<Boolean> drop(long deliveryId);
}
