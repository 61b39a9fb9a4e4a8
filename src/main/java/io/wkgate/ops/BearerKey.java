package io.wkgate.ops;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.config.Secret;

/** Lets nobody past who does not send the key. */
final class BearerKey implements Handler<RoutingContext> {

    private static final String SCHEME = "Bearer ";

    private final Secret key;

    BearerKey(Secret key) {
        this.key = key;
    }

    @Override
    public void handle(RoutingContext exchange) {
        String given = exchange.request().getHeader("Authorization");
        if (given != null
                && given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && key.matches(given.substring(SCHEME.length()).strip())) {
            exchange.next();
        } else {
            exchange.response().putHeader("WWW-Authenticate", "Bearer");
            Problem.unauthorized().answer(exchange);
        }
    }
}
