package io.wkgate.simulator;

import io.vertx.core.json.JsonObject;

/** The three flags of a message. */
public record Header(boolean noPersist, boolean redDot, boolean syncOnce) {
    static final Header NONE = new Header(false, false, false);

    JsonObject json() {
        return new JsonObject()
                .put("no_persist", noPersist ? 1 : 0)
                .put("red_dot", redDot ? 1 : 0)
                .put("sync_once", syncOnce ? 1 : 0);
    }
}
