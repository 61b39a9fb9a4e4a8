package io.wkgate.relay;

import io.wkgate.config.DestinationSettings;
import java.time.Duration;

/** A configured destination and the id of its row. */
record Destination(int id, DestinationSettings settings) {

    /** Beside the time-out: what claiming, sending and noting may take on top of it. */
    private static final Duration SLACK = Duration.ofSeconds(20);

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

    /** How long a delivery is its claimer's; it is not renewed. */
    Duration lease() {
        return settings.timeout().plus(SLACK);
    }
}
