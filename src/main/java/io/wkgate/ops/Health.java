package io.wkgate.ops;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.intake.DatabaseWatch;
import io.wkgate.replica.Phase;
import java.util.Optional;

/**
 * What Kubernetes asks. Live is true as long as the process answers at all: restarting it would not bring a database
 * back. Ready is true while an event could be committed: from when every listener is open to when the process is told to end.
 */
final class Health {

    private final DatabaseWatch watch;
    private volatile Phase phase = Phase.STARTING;

    Health(DatabaseWatch watch) {
        this.watch = watch;
    }

    /** How far it is from now on. */
    void phase(Phase now) {
        phase = now;
    }

    void live(RoutingContext exchange) {
        exchange.json(new JsonObject().put("status", "UP"));
    }

    void ready(RoutingContext exchange) {
        Optional<String> away = watch.away();
        Phase now = phase;
        if (now != Phase.SERVING) {
            down(exchange, now.label());
        } else if (away.isPresent()) {
            down(exchange, "the database is away: " + away.get());
        } else {
            exchange.json(new JsonObject().put("status", "UP"));
        }
    }

    private static void down(RoutingContext exchange, String reason) {
        exchange.response().setStatusCode(503);
        exchange.json(new JsonObject().put("status", "DOWN").put("reason", reason));
    }
}
