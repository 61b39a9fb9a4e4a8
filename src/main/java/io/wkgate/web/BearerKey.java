package io.wkgate.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.config.Secret;
import org.jspecify.annotations.Nullable;

/** Lets nobody past who does not send the key: {@code Authorization: Bearer}, or a header of its own where one is given. */
public final class BearerKey implements Handler<RoutingContext> {

    private static final String SCHEME = "Bearer ";

    private final Secret key;
    private final String name;
    private final @Nullable String header;

    /** @param name what the key is called, for the answer to whoever does not send it */
    public BearerKey(Secret key, String name) {
        this.key = key;
        this.name = name;
        this.header = null;
    }

    /** @param header a header whose value may be the key as well, such as the {@code token} of WuKongIM's clients */
    public BearerKey(Secret key, String name, String header) {
        this.key = key;
        this.name = name;
        this.header = header;
    }

    @Override
    public void handle(RoutingContext exchange) {
        if (admits(exchange.request())) {
            exchange.next();
        } else {
            exchange.response().putHeader("WWW-Authenticate", "Bearer");
            Problem.unauthorized(
                            header == null
                                    ? "send Authorization: Bearer with the " + name
                                    : "send Authorization: Bearer with the " + name + ", or it alone in the header "
                                            + header)
                    .answer(exchange);
        }
    }

    /** Whether the request carries the key; one right header is enough. */
    public boolean admits(HttpServerRequest request) {
        String given = request.getHeader("Authorization");
        boolean bearer = given != null
                && given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && key.matches(given.substring(SCHEME.length()).strip());
        String alone = header == null ? null : request.getHeader(header);
        return bearer || (alone != null && key.matches(alone.strip()));
    }
}
