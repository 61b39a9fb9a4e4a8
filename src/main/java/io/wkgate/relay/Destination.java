package io.wkgate.relay;

import io.wkgate.config.DestinationSettings;
import java.time.Duration;

/** A configured destination and the id of its row. */
record Destination(int id, DestinationSettings settings) {

    /** How long a delivery is its claimer's, who keeps it while it sends: what a dead one had is another's after that. */
    static final Duration LEASE = Duration.ofSeconds(25);

    /** What of that it may wait in memory before it is sent. */
    static final Duration HOLD = Duration.ofSeconds(5);

    String name() {
        return settings.name();
    }

    boolean wants(String event) {
        return settings.events().isEmpty() || settings.events().contains(event);
    }

    boolean ordered() {
        return settings.order() != DestinationSettings.Order.NONE;
    }
}
