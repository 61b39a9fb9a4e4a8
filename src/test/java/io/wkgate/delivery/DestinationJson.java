package io.wkgate.delivery;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** The relay's settings as a variable has them. */
public final class DestinationJson {

    private DestinationJson() {}

    /** One that tries again soon, for no test wants to wait. */
    public static JsonObject of(BusinessServer server) {
        return new JsonObject()
                .put("name", server.name())
                .put("url", server.url())
                .put("timeout", "1s")
                .put("first-pause", "50ms")
                .put("longest-pause", "400ms");
    }

    public static Map<String, String> variables(JsonObject... destinations) {
        return Map.of(
                "WKGATE_RELAY_DESTINATIONS",
                JsonArray.of((Object[]) destinations).encode());
    }

    public static Map<String, String> with(Map<String, String> more, JsonObject... destinations) {
        Map<String, String> all = new HashMap<>(variables(destinations));
        all.putAll(more);
        return all;
    }
}
