package io.wkgate.repair;

import io.vertx.core.json.JsonObject;

/** Who says something where, and how. */
record Said(String fromUid, Room room, Manner manner) {

    enum Manner {
        MESSAGE,
        /** Not kept: no_persist. */
        TRANSIENT,
        /** sync_once. */
        COMMAND
    }

    static Said message(String fromUid, Room room) {
        return new Said(fromUid, room, Manner.MESSAGE);
    }

    JsonObject header() {
        return switch (manner) {
            case MESSAGE -> new JsonObject().put("red_dot", 1);
            case TRANSIENT -> new JsonObject().put("no_persist", 1);
            case COMMAND -> new JsonObject().put("sync_once", 1);
        };
    }
}
