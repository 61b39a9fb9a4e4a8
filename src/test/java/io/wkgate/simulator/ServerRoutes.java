package io.wkgate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.function.IntSupplier;

/** What the server says about itself. */
final class ServerRoutes {
    private final Profile profile;
    private final Presence presence;
    private final boolean tokenOn;
    private final IntSupplier port;
    private final long startedMillis = System.currentTimeMillis();

    ServerRoutes(Profile profile, Presence presence, boolean tokenOn, IntSupplier port) {
        this.profile = profile;
        this.presence = presence;
        this.tokenOn = tokenOn;
        this.port = port;
    }

    void addTo(Api api) {
        api.on("GET /route", call -> Answer.json(addresses()))
                .on("GET /varz", call -> Answer.json(profile.line() == Line.ONE ? varzOne() : varzTwo()))
                .on("GET /health", call -> Answer.json(new JsonObject().put("status", "ok")))
                .on("GET /healthz", call -> Answer.json(new JsonObject().put("status", "ok")))
                .on("GET /readyz", call -> Answer.json(new JsonObject().put("ready", true)))
                .on("GET /migrate/result", call -> Answer.json(migration()))
                .on("GET /top/v1/snapshot", call -> Answer.json(snapshot(call.parameter("window"))));
    }

    private JsonObject addresses() {
        return new JsonObject()
                .put("tcp_addr", tcpAddress())
                .put("ws_addr", webSocketAddress())
                .put("wss_addr", "");
    }

    private JsonObject varzOne() {
        return common("0")
                .put("uptime", uptime())
                .mergeIn(load())
                .mergeIn(addresses())
                .put("monitor_addr", "127.0.0.1:" + (port.getAsInt() + 4))
                .put("monitor_on", 1)
                .mergeIn(build());
    }

    private JsonObject varzTwo() {
        return common("1")
                .put("user_handler_count", 0)
                .put("user_handler_conn_count", 0)
                .put("uptime", uptime())
                .mergeIn(load())
                .mergeIn(addresses())
                .put("manager_addr", "127.0.0.1:" + (port.getAsInt() + 4))
                .put("manager_on", 1)
                .mergeIn(build())
                .put("conversation_cache_count", 0);
    }

    private JsonObject common(String serverId) {
        return new JsonObject()
                .put("server_id", serverId)
                .put("server_name", "WuKongIM")
                .put("version", profile.toldVersion())
                .put("connections", presence.size());
    }

    private static JsonObject load() {
        return new JsonObject()
                .put("goroutine", 100)
                .put("mem", 50_000_000)
                .put("cpu", 1)
                .put("in_msgs", 0)
                .put("out_msgs", 0)
                .put("in_bytes", 0)
                .put("out_bytes", 0)
                .put("slow_clients", 0)
                .put("retry_queue", 0);
    }

    private JsonObject build() {
        return new JsonObject()
                .put("commit", "abcdef0")
                .put("commit_date", "")
                .put("tree_state", "")
                .put("api_url", "http://127.0.0.1:" + port.getAsInt())
                .put("manager_uid", "____manager")
                .put("manager_token_on", tokenOn ? 1 : 0);
    }

    /** Go's way to write a duration: {@code 1m40s}. */
    private String uptime() {
        return uptime(startedMillis);
    }

    static String uptime(long startedMillis) {
        long seconds = (System.currentTimeMillis() - startedMillis) / 1000;
        long minutes = seconds / 60;
        return minutes == 0 ? seconds + "s" : minutes + "m" + seconds % 60 + "s";
    }

    private static JsonObject migration() {
        return new JsonObject()
                .put("status", "running")
                .put("step", "")
                .putNull("last_err")
                .put("try_count", 0);
    }

    /**
     * The head of v3's snapshot; the numbers of its queues are left out. It looks back to the start at most. That it is warming
     * up for the first two seconds is left out too.
     */
    private JsonObject snapshot(String window) {
        long asked = window.matches("\\d{1,3}s") ? Long.parseLong(window.substring(0, window.length() - 1)) : 10;
        long sinceStart = (System.currentTimeMillis() - startedMillis) / 1000;
        JsonObject parts =
                new JsonObject().put("channels", true).put("routes", true).put("slots", true);
        JsonObject node = new JsonObject()
                .put("id", 1)
                .put("name", "node-1")
                .put("ready", true)
                .put("ready_parts", parts)
                .put("state_revision", 31)
                .put("controller_leader", 1)
                .put("slot_count", 10)
                .put("hash_slot_count", 256);
        return new JsonObject()
                .put("version", "top/v1")
                .put("scope", "local_node")
                .put("generated_at", Instant.now().toString())
                .put("window_seconds", Math.min(asked - 1, sinceStart))
                .put("node", node)
                .put("verdict", new JsonObject().put("level", "ok").put("summary", "runtime healthy"))
                .put("traffic", new JsonObject())
                .put("clients", new JsonObject())
                .put("resources", new JsonObject())
                .put("pressure", new JsonObject().put("overall_level", "ok").put("top", new JsonArray()))
                .put("sources", new JsonObject());
    }

    private String tcpAddress() {
        return "127.0.0.1:" + (port.getAsInt() + 1);
    }

    /** Other than the real one, this server takes its sockets on the port of its API. */
    private String webSocketAddress() {
        return "ws://127.0.0.1:" + port.getAsInt();
    }
}
