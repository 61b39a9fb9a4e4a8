package io.wkgate.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.DestinationSettings;
import io.wkgate.config.RelaySettings;
import io.wkgate.intake.RelayPlan;
import io.wkgate.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/** The parts of the relay, put together. */
public final class Relay {

    private Relay() {}

    /** Makes the destinations known to the database, so that must be there. */
    public static Future<Relay> open(
            Vertx vertx, RelaySettings settings, Clock clock, Database database, MeterRegistry registry) {
        return open(vertx, settings, clock, database, registry, destination -> {
            throw new UnsupportedOperationException("nothing can be sent over HTTP yet");
        });
    }

    /** @param senders makes what sends to a destination */
    static Future<Relay> open(
            Vertx vertx,
            RelaySettings settings,
            Clock clock,
            Database database,
            MeterRegistry registry,
            Function<DestinationSettings, Sender> senders) {
        return Future.succeededFuture(new Relay());
    }

    /** What intake commits with the messages. */
    public RelayPlan plan() {
        return RelayPlan.NONE;
    }

    /** Begins to deliver what is due. */
    public void start() {}

    /** Takes nothing new and finishes what is under way; what is not finished in time is somebody's after its lease. */
    public Future<Void> drain(Duration limit) {
        return Future.succeededFuture();
    }

    /** Where operators ask. */
    public RelayDesk desk() {
        return new Desk();
    }
}
