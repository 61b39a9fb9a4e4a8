package io.wkgate.ops;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.upstream.StatusJson;
import io.wkgate.upstream.UpstreamWatch;

/** {@code /v1/upstream}: which WuKongIM every configured node is, and from what that follows. */
final class UpstreamRoute {

    private final UpstreamWatch upstream;

    UpstreamRoute(UpstreamWatch upstream) {
        this.upstream = upstream;
    }

    void mount(Router router) {
        router.get("/v1/upstream").handler(this::show);
    }

    private void show(RoutingContext exchange) {
        JsonArray nodes = new JsonArray();
        upstream.statuses().forEach(status -> nodes.add(StatusJson.of(status)));
        exchange.json(new JsonObject().put("nodes", nodes));
    }
}
