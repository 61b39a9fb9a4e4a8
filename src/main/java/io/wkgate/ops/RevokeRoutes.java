package io.wkgate.ops;

import io.vertx.ext.web.Router;
import io.wkgate.api.RevokeOperations;

/** {@code /v1/revokes} and {@code /v1/audit}, as on the api listener but for requesting one. */
final class RevokeRoutes {

    private static final String PATH = "/v1/revokes";

    private final RevokeOperations revokes;

    RevokeRoutes(RevokeOperations revokes) {
        this.revokes = revokes;
    }

    void mount(Router router) {
        router.get(PATH).handler(revokes::list);
        router.get(PATH + "/:id").handler(revokes::show);
        router.post(PATH + "/:id/retry").handler(revokes::retry);
        router.post(PATH + "/:id/cancel").handler(revokes::cancel);
        router.get("/v1/audit").handler(revokes::audit);
    }
}
