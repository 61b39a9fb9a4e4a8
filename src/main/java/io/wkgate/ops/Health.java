package io.wkgate.ops;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.intake.DatabaseWatch;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What Kubernetes asks. Live is true as long as the process answers at all: restarting it would not bring a database
 * back. Ready is true while an event could be committed.
 */
final class Health {

    private final DatabaseWatch watch;
    private final AtomicBoolean draining;

    Health(DatabaseWatch watch, AtomicBoolean draining) {
        this.watch = watch;
        this.draining = draining;
    }

    void live(RoutingContext exchange) {
        exchange.json(new JsonObject().put("status", "UP"));
    }

    void ready(RoutingContext exchange) {
        Optional<String> away = watch.away();
        if (draining.get()) {
            down(exchange, "draining");
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
