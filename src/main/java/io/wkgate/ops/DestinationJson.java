package io.wkgate.ops;

import io.vertx.core.json.JsonObject;
import io.wkgate.relay.DestinationStatus;

/** A destination as operators get it. */
final class DestinationJson {

    private DestinationJson() {}

    static JsonObject of(DestinationStatus status) {
        JsonObject json = new JsonObject()
                .put("name", status.name())
                .put("url", status.url())
                .put("configured", status.configured())
                .put("state", status.stoppedAt().isPresent() ? "stopped" : "started")
                .put("reason", status.reason())
                .put("circuit", status.circuit())
                .put("waiting", status.waiting())
                .put("oldest_seconds", status.oldestSeconds())
                .put("dead", status.dead());
        status.stoppedAt().ifPresent(at -> json.put("stopped_at", at.toString()));
        return json;
    }
}
